/** What one connection sent and what of it the server made durable, in frames (see `docs` of opcode 100 in `@convene/notes-sync`). */
export interface Traffic {
  sent: number
  durable: number
  /** Our step 2 is among the frames sent: the server was offered everything this device had. */
  offered: boolean
}

/**
 * A WebSocket class that counts the frames which carry edits, as the server counts them: step 2 and update. Each new
 * connection starts a new count in `traffic`.
 */
export function countingSocket(Base: typeof WebSocket, traffic: Traffic): typeof WebSocket {
  return class CountingSocket extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      Object.assign(traffic, { sent: 0, durable: 0, offered: false })
    }

    override send(data: string | Blob | BufferSource): void {
      super.send(data)
      if (!(data instanceof Uint8Array) || data[0] !== SYNC) return
      if (data[1] === STEP_2) traffic.offered = true
      if (data[1] === STEP_2 || data[1] === UPDATE) traffic.sent++
    }
  }
}

const SYNC = 0
const STEP_2 = 1
const UPDATE = 2

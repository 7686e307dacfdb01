/**
 * Tells how much of what a page sent is durable. Give the stock provider `WebSocketPolyfill: ackSocket(WebSocket, report)`,
 * `params: { ack: '1', ... }` and `messageHandlers[ACK_OPCODE] = ignoreAck`; the last only keeps it from complaining of
 * an opcode it does not know. No imports: the page and the tests share this file.
 */
export function ackSocket(Base: typeof WebSocket, report: (progress: AckProgress) => void): typeof WebSocket {
  return class AckSocket extends Base {
    #sent = 0
    #durable = 0

    constructor(...address: ConstructorParameters<typeof WebSocket>) {
      super(...address)
      report({ sent: 0, durable: 0 })
      this.addEventListener('message', ({ data }) => {
        const durable = data instanceof ArrayBuffer ? readAck(new Uint8Array(data)) : undefined
        if (durable === undefined) return
        this.#durable = durable
        report({ sent: this.#sent, durable })
      })
    }

    override send(data: Parameters<WebSocket['send']>[0]): void {
      super.send(data)
      if (!(data instanceof Uint8Array) || !isEdit(data)) return
      this.#sent += 1
      report({ sent: this.#sent, durable: this.#durable })
    }
  }
}

/** For one socket, from its opening on: everything is saved when the two are equal. A new socket starts at zero. */
export interface AckProgress {
  /** Step 2 and update frames sent. */
  readonly sent: number
  /** How many of these, from the first on, the server has made durable. */
  readonly durable: number
}

/** Opcode of acknowledgements, for `provider.messageHandlers`. */
export const ACK_OPCODE = 100

export function ignoreAck(): void {}

/** `0 1 ...` (step 2) and `0 2 ...` (update). */
function isEdit(frame: Uint8Array): boolean {
  return frame[0] === 0 && (frame[1] === 1 || frame[1] === 2)
}

/** The count in an acknowledgement; undefined for any other frame. */
function readAck(frame: Uint8Array): number | undefined {
  if (frame[0] !== ACK_OPCODE) return undefined
  return frame.subarray(1).reduceRight((count, byte) => count * 128 + (byte & 127), 0)
}

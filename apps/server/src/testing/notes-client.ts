import { ACK_OPCODE, type AckProgress, ackSocket, ignoreAck } from '@convene/notes-sync/ack-socket'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** A stock provider on a document of the real server, as the page uses it. */
export interface NotesClient {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  progress(): AckProgress
  /** Close codes met so far, in order. */
  readonly closeCodes: readonly number[]
  /** Resolves when `done` holds, looked at now and whenever something arrives, is acknowledged or the state changes. */
  until(done: () => boolean): Promise<void>
  /** Resolves when all that was sent on the present socket is durable, and a first answer came. */
  saved(): Promise<void>
  destroy(): void
}

/** `observe` hears of every acknowledgement and of every edit frame sent, with the frame. */
export function openNotes(
  url: string,
  docName: string,
  token: string,
  observe: (progress: AckProgress, sent: Uint8Array | undefined) => void = () => {},
): NotesClient {
  const doc = new Y.Doc()
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of [...waiting]) look()
  }
  let progress: AckProgress = { sent: 0, durable: 0 }
  let lastSent: Uint8Array | undefined
  const codes: number[] = []
  const Recorded = class extends WebSocket {
    override send(data: Parameters<WebSocket['send']>[0]): void {
      if (data instanceof Uint8Array) lastSent = data
      super.send(data)
    }
  }
  const provider = new WebsocketProvider(`${url.replace(/^http/, 'ws')}/notes`, docName, doc, {
    params: { token, ack: '1' },
    disableBc: true,
    maxBackoffTime: 200,
    WebSocketPolyfill: ackSocket(Recorded, (next) => {
      const isSend = next.sent > progress.sent
      progress = next
      observe(next, isSend ? lastSent : undefined)
      wake()
    }),
  })
  provider.messageHandlers[ACK_OPCODE] = ignoreAck
  provider.on('connection-close', (event) => {
    if (event) codes.push(event.code)
    wake()
  })
  for (const name of ['sync', 'status'] as const) provider.on(name, wake)
  doc.on('update', wake)
  const until = (done: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!done()) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return {
    doc,
    provider,
    progress: () => progress,
    closeCodes: codes,
    until,
    saved: () => until(() => provider.synced && progress.sent > 0 && progress.sent === progress.durable),
    destroy() {
      provider.destroy()
      doc.destroy()
    },
  }
}

import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { ACK_OPCODE, type AckProgress, ackSocket, ignoreAck } from '../ack-socket.ts'

export interface Client {
  readonly doc: Y.Doc
  readonly provider: WebsocketProvider
  readonly text: Y.Text
  progress(): AckProgress
  /** Resolves when the provider has had its first answer since it last connected. */
  synced(): Promise<void>
  /** Resolves when all it sent on its present socket is durable. */
  saved(): Promise<void>
  /** Resolves when the document is as asked, now or after some update. */
  until(done: (doc: Y.Doc) => boolean): Promise<void>
  destroy(): void
}

/** A stock provider, as the page uses it. */
export function openClient(url: string, docName: string, person: string, doc = new Y.Doc()): Client {
  let progress: AckProgress = { sent: 0, durable: 0 }
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const look of [...waiting]) look()
  }
  const provider = new WebsocketProvider(url, docName, doc, {
    params: { person, ack: '1' },
    disableBc: true,
    maxBackoffTime: 200,
    WebSocketPolyfill: ackSocket(WebSocket, (next) => {
      progress = next
      wake()
    }),
  })
  provider.messageHandlers[ACK_OPCODE] = ignoreAck
  provider.on('sync', wake)
  doc.on('update', wake)

  const when = (done: () => boolean) =>
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
    text: doc.getText('scratch'),
    progress: () => progress,
    synced: () => when(() => provider.synced),
    saved: () => when(() => provider.synced && progress.sent > 0 && progress.sent === progress.durable),
    until: (done) => when(() => done(doc)),
    destroy() {
      provider.destroy()
      doc.destroy()
    },
  }
}

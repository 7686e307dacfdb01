import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Connection } from '../peers/peer.ts'

/**
 * A `ws` client as cheap as it goes: no compression, no UTF-8 check. `onFrame` gets every frame from the first on, as the
 * library's own buffer, with the socket to answer on, since frames may come before this resolves (when open). Only 127.0.0.1
 * is spoken to: a benchmark must not become an attack by a typing error.
 */
export async function openSocket(url: string, onFrame: (frame: Buffer, socket: Socket) => void): Promise<Socket> {
  const address = new URL(url.replace(/^http/, 'ws'))
  if (address.hostname !== '127.0.0.1') throw new Error(`Benchmarks speak to 127.0.0.1 only, not ${address.hostname}`)
  const ws = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true })
  const socket: Socket = {
    send: (data) => ws.send(data),
    close: () => ws.terminate(),
    closed: new Promise((resolve) => ws.on('close', () => resolve())),
  }
  // With the default binaryType every frame, text or not, is one Buffer.
  ws.on('message', (data) => {
    if (Buffer.isBuffer(data)) onFrame(data, socket)
  })
  await once(ws, 'open')
  // A server that is killed resets its connections; `closed` tells of it.
  ws.on('error', () => {})
  return socket
}

export interface Socket extends Connection {
  send(data: string | Uint8Array): void
}

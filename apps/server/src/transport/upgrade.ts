import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { closeCodes, notesSocketOf } from '@convene/notes-sync'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Authenticator } from '../kit/identity-port.ts'
import type { Clock } from '../kit/services.ts'
import { type NotesDoor, PRE_AUTH_BYTES, PRE_AUTH_MS } from './notes-door.ts'
import { originAllowed } from './origin.ts'

const SOCKET_IO = '/socket.io/'
const NOTES = '/notes/'

export interface UpgradeOptions {
  http: HttpServer
  door: NotesDoor
  authenticator: Authenticator
  clock: Clock
  url: string
  frameMaxBytes: number
}

/**
 * Routes every WebSocket upgrade: Socket.IO has its own listener and leaves the others alone; notes come here; anything
 * else is refused. Refusals of notes happen after accepting, with a close code, because a refused upgrade looks to a
 * client like a lost network and is retried for ever.
 */
export function routeUpgrades(options: UpgradeOptions): { close(): void } {
  const notes = new WebSocketServer({ noServer: true, maxPayload: options.frameMaxBytes, perMessageDeflate: false })
  options.http.on('upgrade', (request, socket: Duplex, head) => {
    const path = request.url ?? ''
    if (path.startsWith(SOCKET_IO)) return
    if (path.startsWith(NOTES))
      return notes.handleUpgrade(request, socket, head, (ws) => void openNotes(ws, request, options))
    // Node has let go of the socket: without a listener, a client that resets it would end the process.
    socket.on('error', () => socket.destroy())
    socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n', () => socket.destroy())
  })
  return {
    close() {
      for (const ws of notes.clients) ws.close(closeCodes.restarting, 'restarting')
      notes.close()
    },
  }
}

async function openNotes(ws: WebSocket, request: IncomingMessage, options: UpgradeOptions): Promise<void> {
  const address = new URL(request.url ?? '', 'http://notes')
  const token = address.searchParams.get('token') ?? undefined
  const waiting = holdFrames(ws, options.clock)
  const who =
    token || originAllowed(request, options.url)
      ? options.authenticator.authenticate(
          token
            ? { authorization: `Bearer ${token}` }
            : { cookie: request.headers.cookie, authorization: request.headers.authorization },
        )
      : Promise.resolve({ kind: 'anonymous' as const })
  const connection = await options.door.enter(notesSocketOf(ws), who, docNameOf(address), {
    ack: address.searchParams.get('ack') === '1',
  })
  if (!connection) return waiting.drop()
  ws.on('close', () => connection.closed())
  if (ws.readyState !== ws.OPEN) return connection.closed()
  waiting.pass((data, isBinary) =>
    isBinary ? connection.receive(asBytes(data)) : ws.close(closeCodes.malformed, 'frames are binary'),
  )
}

function docNameOf(address: URL): string {
  try {
    return decodeURIComponent(address.pathname.slice(NOTES.length))
  } catch {
    return ''
  }
}

/** Frames that come before the connection is known: kept in order, capped in bytes and time. */
function holdFrames(ws: WebSocket, clock: Clock) {
  const held: [RawData, boolean][] = []
  let bytes = 0
  let pass: ((data: RawData, isBinary: boolean) => void) | undefined
  const cancel = clock.after(PRE_AUTH_MS, () => ws.close(closeCodes.unavailable, 'try again'))
  ws.on('error', () => ws.terminate())
  ws.on('message', (data, isBinary) => {
    if (pass) return pass(data, isBinary)
    bytes += asBytes(data).byteLength
    if (bytes > PRE_AUTH_BYTES) {
      ws.pause()
      return void held.push([data, isBinary])
    }
    held.push([data, isBinary])
  })
  return {
    pass(to: (data: RawData, isBinary: boolean) => void) {
      cancel()
      pass = to
      for (const [data, isBinary] of held.splice(0)) to(data, isBinary)
      ws.resume()
    },
    drop() {
      cancel()
      held.length = 0
      pass = () => {}
      ws.resume()
    },
  }
}

function asBytes(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data)
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data
}

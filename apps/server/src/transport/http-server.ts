import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Clock } from '../kit/services.ts'
import { whileStarting } from './while-starting.ts'

/** Requests whose headers take longer are ended. */
const HEADERS_TIMEOUT_MS = 20_000
/** Open connections get this long to end by themselves at shutdown. */
const DRAIN_MS = 1500

export interface Listener {
  readonly http: Server
  readonly port: number
  /** `http://host:port`, with a host that a browser on this machine can open. */
  readonly url: string
  /** Until then every request is told to come back. */
  serve(handler: RequestListener): void
  close(): Promise<void>
}

/** Listens before the rest exists, because a free port (0) is known only then and addresses need it. */
export async function listen({ port, host, clock }: { port: number; host: string; clock: Clock }): Promise<Listener> {
  let handler = whileStarting
  const http = createServer((request, response) => handler(request, response))
  http.headersTimeout = HEADERS_TIMEOUT_MS
  const open = new Set<Socket>()
  http.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject)
    http.listen(port, host, () => resolve())
  })
  const bound = portOf(http.address())
  return {
    http,
    port: bound,
    url: `http://${shown(host)}:${bound}`,
    serve(next) {
      handler = next
    },
    close: () =>
      new Promise<void>((resolve) => {
        // Node itself forgets connections that were upgraded, and a client may leave their closing unanswered.
        const cancel = clock.after(DRAIN_MS, () => {
          for (const socket of open) socket.destroy()
        })
        http.close(() => {
          cancel()
          resolve()
        })
        http.closeIdleConnections()
      }),
  }
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server is not listening on a port')
  return address.port
}

const shown = (host: string) =>
  host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host

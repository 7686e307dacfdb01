import { AppError, WIRE_VERSION, wireError } from '@convene/protocol'
import { io } from 'socket.io-client'
import type { Transport } from './transport.ts'

const CONNECT_TIMEOUT_MS = 10_000

/** Socket.IO: WebSocket first, long polling where a proxy forbids it. The session travels in the cookie. */
export function socketTransport(): Transport {
  const socket = io({
    autoConnect: false,
    reconnection: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    timeout: CONNECT_TIMEOUT_MS,
    auth: { version: WIRE_VERSION },
  })
  return {
    listen(events) {
      socket.on('connect', events.connected)
      socket.on('disconnect', events.disconnected)
      socket.on('connect_error', (error) =>
        events.refused('data' in error ? wireError.safeParse(error.data).data : undefined),
      )
      socket.onAny((name: string, payload: unknown) => events.message(name, payload))
    },
    connect: () => void socket.connect(),
    disconnect: () => void socket.disconnect(),
    async request(name, args, timeoutMs) {
      try {
        const answer: unknown = await socket.timeout(timeoutMs).emitWithAck(name, ...args)
        return answer
      } catch {
        throw new AppError('unavailable', socket.connected ? 'net.timeout' : 'net.disconnected')
      }
    },
    send: (name, payload) => void socket.volatile.emit(name, payload),
  }
}

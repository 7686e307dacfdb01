import type { Connection } from '../peers/peer.ts'
import { openSocket } from './open-socket.ts'

/**
 * The Socket.IO v5 protocol (https://socket.io/docs/v4/socket-io-protocol/) over one WebSocket, for load only: two hundred
 * full clients would cost more than the server they measure. Events are handed over unparsed, acknowledgements parsed.
 */
export async function connectSocketIo(
  url: string,
  auth: Readonly<Record<string, string>> | null,
  onEvent: (frame: Buffer) => void,
): Promise<SocketIoClient> {
  const acks = new Map<number, (answer: unknown) => void>()
  let lastAckId = 0
  const connected = Promise.withResolvers<string>()

  const socket = await openSocket(`${url}/socket.io/?EIO=4&transport=websocket`, (frame, opened) => {
    const engineType = frame[0]
    if (engineType === PING) opened.send('3')
    else if (engineType === OPEN) opened.send(`40${auth === null ? '' : JSON.stringify(auth)}`)
    else if (engineType === MESSAGE) onMessage(frame)
  })

  function onMessage(frame: Buffer): void {
    const type = frame[1]
    if (type === EVENT) onEvent(frame)
    else if (type === ACK) onAck(frame.toString())
    else if (type === CONNECT) connected.resolve(/"sid":"([\w-]+)"/.exec(frame.toString())?.[1] ?? '')
    else if (type === CONNECT_ERROR) connected.reject(new Error(`Socket.IO refused the connection: ${frame}`))
  }

  function onAck(packet: string): void {
    const [, id, body] = /^43(\d+)(.*)$/s.exec(packet) ?? []
    const answered = acks.get(Number(id))
    acks.delete(Number(id))
    const args: unknown = JSON.parse(body ?? '[]')
    answered?.(Array.isArray(args) ? args[0] : undefined)
  }

  void socket.closed.then(() => connected.reject(new Error('The server closed the connection')))
  const id = await connected.promise
  const client: Omit<SocketIoClient, 'ask'> = {
    emit(args, onAck) {
      if (onAck === undefined) return socket.send(`42${JSON.stringify(args)}`)
      lastAckId += 1
      acks.set(lastAckId, onAck)
      socket.send(`42${lastAckId}${JSON.stringify(args)}`)
    },
    id,
    close: socket.close,
    closed: socket.closed,
  }
  return { ...client, ask: (args) => new Promise((resolve) => client.emit(args, resolve)) }
}

export interface SocketIoClient extends Connection {
  /** The socket's id, as the server names it: unlike any other connection's. */
  readonly id: string
  /** `args[0]` is the event's name. With `onAck` the server is asked for an acknowledgement, whose first value is handed over. */
  emit(args: readonly unknown[], onAck?: (answer: unknown) => void): void
  ask(args: readonly unknown[]): Promise<unknown>
}

const OPEN = '0'.charCodeAt(0)
const PING = '2'.charCodeAt(0)
const MESSAGE = '4'.charCodeAt(0)
const CONNECT = '0'.charCodeAt(0)
const EVENT = '2'.charCodeAt(0)
const ACK = '3'.charCodeAt(0)
const CONNECT_ERROR = '4'.charCodeAt(0)

import type { Server, Socket } from 'socket.io'

/** RFC 6455, section 5.2: a final text frame. A server does not mask. */
const FINAL_TEXT = 0x81

/**
 * Sends one Socket.IO event to every socket of a room on this node. As Socket.IO's own broadcast does, it encodes the
 * packet and its WebSocket frame once; unlike it, header and payload are one buffer, and a connection whose engine has
 * nothing waiting takes it straight to its WebSocket: one plain write each, because the system call is nearly all a
 * delivery costs. Connections that poll, upgrade or wait get the packet through engine.io, so order holds.
 */
export function broadcastShared(io: Server, room: string, event: string, payload: unknown): void {
  const members = io.of('/').adapter.rooms.get(room)
  if (!members || members.size === 0) return
  // Socket.IO protocol 5: packet type EVENT (2), default namespace, JSON.
  const packet = `2${JSON.stringify([event, payload])}`
  const frame = [textFrame(`4${packet}`)]
  const options: SharedOptions = { compress: false, wsPreEncodedFrame: frame }
  const { sockets } = io.of('/')
  for (const id of members) {
    const connection = sockets.get(id)?.conn
    if (!connection) continue
    const sender = idleSender(connection)
    if (sender) sender.sendFrame(frame, ignoreLateError)
    else connection.write(packet, options)
  }
}

/** engine.io takes a ready frame in this option (its own broadcasts use it), though its types do not say so. */
type SharedOptions = NonNullable<Parameters<Socket['conn']['write']>[1]> & { wsPreEncodedFrame: Buffer[] }

interface FrameSender {
  sendFrame(list: readonly Buffer[], done: () => void): void
}

/**
 * The frame writer of a connection that is an open WebSocket with nothing queued above it; undefined for any other. None of
 * this is in engine.io's types, so each step is looked at before it is trusted.
 */
function idleSender(connection: Socket['conn']): FrameSender | undefined {
  const { transport } = connection
  if (connection.readyState !== 'open' || transport.name !== 'websocket') return undefined
  const waiting: unknown = Reflect.get(connection, 'writeBuffer')
  if (Reflect.get(connection, 'upgrading') !== false || !Array.isArray(waiting) || waiting.length > 0) return undefined
  const webSocket: unknown = Reflect.get(transport, 'socket')
  const sender: unknown = isObject(webSocket) ? Reflect.get(webSocket, '_sender') : undefined
  return isFrameSender(sender) ? sender : undefined
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
const isFrameSender = (value: unknown): value is FrameSender =>
  isObject(value) && 'sendFrame' in value && typeof value.sendFrame === 'function'

/** A write to a socket that is closing fails; its close event tells. */
function ignoreLateError(): void {}

/** One unmasked WebSocket text frame around an engine.io packet. */
function textFrame(text: string): Buffer {
  const payload = Buffer.byteLength(text)
  const head = payload < 126 ? 2 : payload < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(head + payload)
  frame[0] = FINAL_TEXT
  if (head === 2) frame[1] = payload
  else if (head === 4) {
    frame[1] = 126
    frame.writeUInt16BE(payload, 2)
  } else {
    frame[1] = 127
    frame.writeBigUInt64BE(BigInt(payload), 2)
  }
  frame.write(text, head)
  return frame
}

import type { Socket } from 'socket.io'

/**
 * Bytes waiting to leave a Socket.IO connection: packets engine.io holds, and what its WebSocket has not handed to the
 * network. Neither is in the public types, so both are read defensively and count as 0 when absent.
 */
export function bufferedBytes(socket: Socket): number {
  const packets: unknown = Reflect.get(socket.conn, 'writeBuffer')
  let bytes = 0
  if (Array.isArray(packets)) for (const packet of packets) bytes += sizeOf(packet)
  const webSocket: unknown = Reflect.get(socket.conn.transport, 'socket')
  const amount = isObject(webSocket) ? Reflect.get(webSocket, 'bufferedAmount') : undefined
  return bytes + (typeof amount === 'number' ? amount : 0)
}

function sizeOf(packet: unknown): number {
  const data = isObject(packet) ? Reflect.get(packet, 'data') : undefined
  return typeof data === 'string' || data instanceof Uint8Array ? data.length : 0
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

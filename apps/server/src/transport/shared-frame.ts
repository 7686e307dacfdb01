import type { Server, Socket } from 'socket.io'

/** RFC 6455, section 5.2: a final text frame. A server does not mask. */
const FINAL_TEXT = 0x81

/**
 * Sends one Socket.IO event to every socket of a room on this node. As Socket.IO's own broadcast does, it encodes the
 * packet and its WebSocket frame once; unlike it, header and payload are one buffer, so that each socket costs one plain
 * write: the system call is nearly all a delivery costs. Sockets that poll get the packet as text.
 */
export function broadcastShared(io: Server, room: string, event: string, payload: unknown): void {
  const members = io.of('/').adapter.rooms.get(room)
  if (!members || members.size === 0) return
  // Socket.IO protocol 5: packet type EVENT (2), default namespace, JSON.
  const packet = `2${JSON.stringify([event, payload])}`
  const options: SharedOptions = { compress: false, wsPreEncodedFrame: [textFrame(`4${packet}`)] }
  for (const id of members) io.of('/').sockets.get(id)?.conn.write(packet, options)
}

/** engine.io takes a ready frame in this option (its own broadcasts use it), though its types do not say so. */
type SharedOptions = NonNullable<Parameters<Socket['conn']['write']>[1]> & { wsPreEncodedFrame: Buffer[] }

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

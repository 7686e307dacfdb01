import { WebSocket } from 'ws'
import type { NotesSocket } from './ports.ts'

/** RFC 6455, section 5.2: a final, binary frame. A server does not mask. */
const FINAL_BINARY = 0x82

/**
 * A `ws` WebSocket as notes need it. A frame sent to many sockets is encoded for the wire once and written to each in
 * one call: the system call is nearly all a frame costs. Sockets that compress, or lack ws's sender, use plain `send`.
 */
export function notesSocketOf(ws: WebSocket): NotesSocket {
  const sender = ws.extensions === '' ? senderOf(ws) : undefined
  return {
    send(frame) {
      if (ws.readyState !== WebSocket.OPEN) return
      if (sender === undefined) ws.send(frame, { binary: true }, ignoreLateError)
      else sender.sendFrame([encoded(frame)], ignoreLateError)
    },
    close(code, reason) {
      ws.close(code, reason)
    },
    get buffered() {
      return ws.bufferedAmount
    },
  }
}

/** By frame: gone when the last socket has taken it. */
const encodedFrames = new WeakMap<Uint8Array, Buffer>()

function encoded(frame: Uint8Array): Buffer {
  const known = encodedFrames.get(frame)
  if (known !== undefined) return known
  const bytes = Buffer.concat([header(frame.length), frame])
  encodedFrames.set(frame, bytes)
  return bytes
}

function header(length: number): Buffer {
  if (length < 126) return Buffer.of(FINAL_BINARY, length)
  const bytes = Buffer.alloc(length < 65_536 ? 4 : 10)
  bytes[0] = FINAL_BINARY
  if (length < 65_536) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeUIntBE(length, 4, 6)
  }
  return bytes
}

/** A write to a socket that is closing fails; its close event tells. */
function ignoreLateError(): void {}

interface FrameSender {
  sendFrame(list: readonly Buffer[], done: () => void): void
}

/** The same private sender engine.io uses for its own shared frames. */
function senderOf(ws: WebSocket): FrameSender | undefined {
  const sender: unknown = Reflect.get(ws, '_sender')
  return isFrameSender(sender) ? sender : undefined
}

function isFrameSender(value: unknown): value is FrameSender {
  return typeof value === 'object' && value !== null && 'sendFrame' in value && typeof value.sendFrame === 'function'
}

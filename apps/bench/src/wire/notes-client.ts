import { createDecoder, hasContent, readVarString, readVarUint, readVarUint8Array } from 'lib0/decoding'
import {
  createEncoder,
  type Encoder,
  toUint8Array,
  writeVarString,
  writeVarUint,
  writeVarUint8Array,
} from 'lib0/encoding'
import type { NotesConnection, NotesListener } from '../peers/peer.ts'
import { openSocket } from './open-socket.ts'

/**
 * A listener that speaks the y-websocket wire and keeps no document. `prefix` is what Hocuspocus puts before every frame,
 * the document's name; null elsewhere. Its answers to our step 1 and its own questions are all it must understand:
 * the server's step 1 is not answered, since an empty client has nothing to give.
 */
export async function openNotes(
  url: string,
  prefix: string | null,
  listener: NotesListener,
  hello?: (encoder: Encoder) => void,
): Promise<NotesConnection> {
  const synced = Promise.withResolvers<void>()
  const socket = await openSocket(url, (frame) => {
    const decoder = createDecoder(frame)
    if (prefix !== null) readVarString(decoder)
    const type = readVarUint(decoder)
    if (type === SYNC || type === SYNC_REPLY) {
      const step = readVarUint(decoder)
      if (step !== STEP_2 && step !== UPDATE) return
      listener.onUpdate(readVarUint8Array(decoder))
      if (step === STEP_2) synced.resolve()
    } else if (type === SAVED && hasContent(decoder)) {
      listener.onSaved?.(readVarUint(decoder))
    }
  })

  const frame = (write: (encoder: Encoder) => void): Uint8Array => {
    const encoder = createEncoder()
    if (prefix !== null) writeVarString(encoder, prefix)
    write(encoder)
    return toUint8Array(encoder)
  }
  if (hello !== undefined) socket.send(frame(hello))
  socket.send(
    frame((encoder) => {
      writeVarUint(encoder, SYNC)
      writeVarUint(encoder, STEP_1)
      writeVarUint8Array(encoder, EMPTY_STATE_VECTOR)
    }),
  )
  void socket.closed.then(() => synced.reject(new Error('The server closed the connection before it answered')))
  await synced.promise

  return {
    push(update) {
      socket.send(
        frame((encoder) => {
          writeVarUint(encoder, SYNC)
          writeVarUint(encoder, UPDATE)
          writeVarUint8Array(encoder, update)
        }),
      )
    },
    close: socket.close,
    closed: socket.closed,
  }
}

const SYNC = 0
/** Hocuspocus answers some sync messages under an opcode of their own. */
const SYNC_REPLY = 4
/** Ours: how many of this connection's updates are durable. */
const SAVED = 100
const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2
const EMPTY_STATE_VECTOR = new Uint8Array([0])

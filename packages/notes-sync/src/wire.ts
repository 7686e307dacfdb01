import * as encoding from 'lib0/encoding'
import { ACK_OPCODE } from './ack-socket.ts'
import { Malformed } from './malformed.ts'
import { Reader } from './reader.ts'

/**
 * The stock `y-websocket` wire: binary frames of lib0 varints, one message a frame.
 *
 *     0 0 <bytes vector>   sync step 1      1 <bytes awareness>  awareness
 *     0 1 <bytes update>   sync step 2      3                    ask for awareness
 *     0 2 <bytes update>   update           100 <n>              the first n edit frames of this connection are durable
 */
const SYNC = 0
const AWARENESS = 1
const QUERY_AWARENESS = 3

const STEP_1 = 0
const STEP_2 = 1
const UPDATE = 2

export type Frame =
  | { readonly kind: 'step1'; readonly vector: Uint8Array }
  /** Step 2 and update alike. */
  | { readonly kind: 'edit'; readonly update: Uint8Array }
  | { readonly kind: 'awareness'; readonly payload: Uint8Array }
  | { readonly kind: 'query' }
  | { readonly kind: 'unknown' }

/** Reads one frame; byte strings are views of it. Opcodes a client has no business with come back as `unknown`. */
export function readFrame(bytes: Uint8Array): Frame {
  const reader = new Reader(bytes)
  const frame = readMessage(reader)
  if (frame.kind !== 'unknown' && !reader.done) throw new Malformed('more than one message in a frame')
  return frame
}

function readMessage(reader: Reader): Frame {
  switch (reader.varUint()) {
    case SYNC:
      return readSync(reader)
    case AWARENESS:
      return { kind: 'awareness', payload: reader.varBytes() }
    case QUERY_AWARENESS:
      return { kind: 'query' }
    default:
      return { kind: 'unknown' }
  }
}

function readSync(reader: Reader): Frame {
  switch (reader.varUint()) {
    case STEP_1:
      return { kind: 'step1', vector: reader.varBytes() }
    case STEP_2:
    case UPDATE:
      return { kind: 'edit', update: reader.varBytes() }
    default:
      return { kind: 'unknown' }
  }
}

export const step1Frame = (vector: Uint8Array): Uint8Array => syncFrame(STEP_1, vector)
export const step2Frame = (update: Uint8Array): Uint8Array => syncFrame(STEP_2, update)
export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(UPDATE, update)

function syncFrame(step: number, payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, SYNC)
    encoding.writeVarUint(encoder, step)
    encoding.writeVarUint8Array(encoder, payload)
  })
}

export function awarenessFrame(payload: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, AWARENESS)
    encoding.writeVarUint8Array(encoder, payload)
  })
}

/** Asks other nodes, or a client, for the awareness states they hold. */
export const QUERY_FRAME = Uint8Array.of(QUERY_AWARENESS)

/** Awareness of nobody: counts as a message for the provider's 30 s watchdog and changes nothing. */
export const KEEPALIVE_FRAME = Uint8Array.of(AWARENESS, 1, 0)

/** @param durable how many of this connection's step 2 and update frames, counted from its first, are durable */
export function ackFrame(durable: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, ACK_OPCODE)
    encoding.writeVarUint(encoder, durable)
  })
}

/** An update that says nothing: no structs, no deletions. */
export const EMPTY_UPDATE = Uint8Array.of(0, 0)

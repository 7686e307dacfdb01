import * as encoding from 'lib0/encoding'
import { Malformed } from './malformed.ts'
import { Reader } from './reader.ts'

/** One entry of a document's log: an update as a client sent it, and who sent it. */
export interface Envelope {
  /** Empty for what the server wrote itself (the seed). */
  readonly personId: string
  /** The Yjs client bound to the connection; 0 when it had none yet. */
  readonly clientId: number
  /** V1 update. */
  readonly update: Uint8Array
}

const VERSION = 1

/** Copies: the bytes outlive the network buffer the update was read from. */
export function encodeEnvelope(envelope: Envelope): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, VERSION)
    encoding.writeVarString(encoder, envelope.personId)
    encoding.writeVarUint(encoder, envelope.clientId)
    encoding.writeUint8Array(encoder, envelope.update)
  })
}

/** @throws Malformed for bytes this version did not write */
export function decodeEnvelope(bytes: unknown): Envelope {
  if (!(bytes instanceof Uint8Array)) throw new Malformed('log entry is not bytes')
  const reader = new Reader(bytes)
  if (reader.varUint() !== VERSION) throw new Malformed('log entry of another version')
  const personId = reader.varString()
  const clientId = reader.varUint()
  return { personId, clientId, update: reader.take(bytes.length - reader.at) }
}

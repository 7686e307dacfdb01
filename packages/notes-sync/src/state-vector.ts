import * as encoding from 'lib0/encoding'
import { Malformed } from './malformed.ts'
import { Reader } from './reader.ts'

/** Checks a client's state vector. @throws Malformed */
export function checkStateVector(vector: Uint8Array): void {
  const reader = new Reader(vector)
  for (let left = reader.varUint(); left > 0; left--) {
    reader.varUint()
    reader.varUint()
  }
  if (!reader.done) throw new Malformed('bytes after the state vector')
}

/** Encodes `[client, next clock]` pairs as Yjs does. */
export function encodeStateVector(entries: readonly (readonly [number, number])[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const [client, clock] of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
    }
  })
}

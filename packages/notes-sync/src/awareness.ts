import * as encoding from 'lib0/encoding'
import { Reader } from './reader.ts'

/** What one client says about itself. `json` is `null` when it leaves. */
export interface AwarenessEntry {
  readonly client: number
  readonly clock: number
  readonly json: string
}

/** Reads an awareness payload of `y-protocols`. @throws Malformed */
export function readAwareness(payload: Uint8Array): AwarenessEntry[] {
  const reader = new Reader(payload)
  const entries: AwarenessEntry[] = []
  for (let left = reader.varUint(); left > 0; left--) {
    entries.push({ client: reader.varUint(), clock: reader.varUint(), json: reader.varString() })
  }
  return entries
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length)
    for (const { client, clock, json } of entries) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, json)
    }
  })
}

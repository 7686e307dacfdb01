import type { StreamName } from '@convene/protocol'
import type { Held } from '../fold.ts'
import type { Keep } from '../keep.ts'

/** The device's copy, in memory, so that a test reads what is kept. */
export function memoryKeep(): Keep & { readonly kept: Map<StreamName, Held> } {
  const kept = new Map<StreamName, Held>()
  return {
    kept,
    read: async (stream) => kept.get(stream),
    write: async (stream, held) => void kept.set(stream, held),
    remove: async (stream) => void kept.delete(stream),
    clear: async () => kept.clear(),
  }
}

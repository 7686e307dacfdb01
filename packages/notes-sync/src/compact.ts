import * as Y from 'yjs'
import { decodeEnvelope } from './envelope.ts'
import { mergeUpdates } from './merge-updates.ts'

export interface CompactInput {
  readonly snapshot: Uint8Array | undefined
  /** Envelopes, in log order. */
  readonly entries: readonly Uint8Array[]
  /** Keep going when parts have not arrived: merge, and leave the garbage. */
  readonly force: boolean
}

export type CompactOutput =
  | { readonly kind: 'snapshot'; readonly snapshot: Uint8Array; readonly authors: Readonly<Record<string, string>> }
  /** An update refers to one that never arrived: loading it into a document would take it out of sight. */
  | { readonly kind: 'pending' }

/** Makes one update of a snapshot and the log since, without the content of what was deleted. */
export function compact({ snapshot, entries, force }: CompactInput): CompactOutput {
  const envelopes = entries.map(decodeEnvelope)
  const authors: Record<string, string> = {}
  for (const { personId, update } of envelopes) {
    for (const client of Y.parseUpdateMeta(update).to.keys()) authors[client] ??= personId
  }
  const updates = envelopes.map(({ update }) => update)
  const merged = mergeUpdates(snapshot === undefined ? updates : [snapshot, ...updates])
  const collected = collectGarbage(merged)
  if (collected !== undefined) return { kind: 'snapshot', snapshot: collected, authors }
  return force ? { kind: 'snapshot', snapshot: merged, authors } : { kind: 'pending' }
}

function collectGarbage(update: Uint8Array): Uint8Array | undefined {
  const doc = new Y.Doc({ gc: true })
  try {
    Y.applyUpdate(doc, update)
    return doc.store.pendingStructs === null ? Y.encodeStateAsUpdate(doc) : undefined
  } finally {
    doc.destroy()
  }
}

import type { ReadTx } from '@convene/store'
import { decodeEnvelope } from './envelope.ts'
import { loadDocument } from './load-document.ts'
import { mergeUpdates } from './merge-updates.ts'

/** Everything after `since` as one V1 update, and the seq it reaches. Older content comes along where the log was trimmed. */
export async function readSince(
  store: ReadTx,
  docName: string,
  since: number,
): Promise<{ readonly seq: number; readonly update: Uint8Array }> {
  const { row, entries, seq } = await loadDocument(store, docName, since)
  const updates = entries.map(({ value }) => decodeEnvelope(value).update)
  return { seq, update: mergeUpdates(row === undefined ? updates : [row.snapshot, ...updates]) }
}

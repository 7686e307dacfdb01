import type { ReadTx } from '@convene/store'
import * as Y from 'yjs'
import { decodeEnvelope } from './envelope.ts'
import { loadDocument } from './load-document.ts'
import { mergeUpdates } from './merge-updates.ts'
import { EMPTY_UPDATE } from './wire.ts'

/** A document at one seq, as one V1 update, with what is needed to continue from there. */
export interface DocumentState {
  readonly seq: number
  readonly update: Uint8Array
  /** Seq the stored snapshot reaches, and the bytes of the log entries after it. */
  readonly throughSeq: number
  readonly tailBytes: number
  readonly authors: ReadonlyMap<number, string>
}

/** Reads a document without building it; given an earlier state, reads only what came since (when not yet trimmed). */
export async function readState(store: ReadTx, docName: string, earlier?: DocumentState): Promise<DocumentState> {
  const { row, entries, seq } = await loadDocument(store, docName, earlier?.seq)
  const continued = row === undefined ? earlier : undefined
  const envelopes = entries.map(({ value }) => decodeEnvelope(value))
  const base = row?.snapshot ?? continued?.update ?? EMPTY_UPDATE
  const authors = new Map(continued?.authors ?? authorsOf(row?.authors ?? {}))
  for (const { personId, update } of envelopes) {
    for (const client of Y.parseUpdateMeta(update).to.keys()) {
      if (!authors.has(client)) authors.set(client, personId)
    }
  }
  return {
    seq,
    update: mergeUpdates([base, ...envelopes.map(({ update }) => update)]),
    throughSeq: row?.throughSeq ?? continued?.throughSeq ?? 0,
    tailBytes: envelopes.reduce((sum, { update }) => sum + update.length, continued?.tailBytes ?? 0),
    authors,
  }
}

function authorsOf(stored: Readonly<Record<string, string>>): Map<number, string> {
  return new Map(Object.entries(stored).map(([client, person]) => [Number(client), person]))
}

import type { LogEntry, ReadTx } from '@convene/store'
import { type NotesDocument, notesDocuments, notesLog } from './tables.ts'

/** A document as stored: its snapshot, if it has one, and every log entry since, without gaps. */
export interface StoredDocument {
  readonly row: NotesDocument | undefined
  readonly entries: readonly LogEntry[]
  /** Seq of the last entry; `throughSeq` when there is none. */
  readonly seq: number
}

const PAGE = 500

/**
 * Reads a document while others write and compact it. A compaction between reading the snapshot and reading the log
 * would leave a gap; it shows in the log's tail, and the read starts over.
 * @param since a seq whose entries the caller has already; the row is left out when it needs nothing older
 */
export async function loadDocument(store: ReadTx, docName: string, since?: number): Promise<StoredDocument> {
  const log = notesLog(docName)
  for (;;) {
    const continued = since !== undefined && (await store.tail(log)) <= since
    const row = continued ? undefined : await store.get(notesDocuments, docName)
    const from = continued ? since : (row?.throughSeq ?? 0)
    const entries = await readFrom(store, log, from + 1)
    if ((await store.tail(log)) <= from) return { row, entries, seq: entries.at(-1)?.seq ?? from }
  }
}

async function readFrom(store: ReadTx, log: string, from: number): Promise<LogEntry[]> {
  const entries: LogEntry[] = []
  for (let next = from; ; ) {
    const page = await store.read(log, next, PAGE)
    entries.push(...page)
    if (page.length < PAGE) return entries
    next = (page.at(-1)?.seq ?? next) + 1
  }
}

import type { LogValue, Store } from '@convene/store'
import { CompactThread } from './compact-thread.ts'
import { loadDocument, type StoredDocument } from './load-document.ts'
import { Malformed } from './malformed.ts'
import type { Clock, NotesLog } from './ports.ts'
import type { Counters } from './stats.ts'
import { notesDocuments, notesLog } from './tables.ts'

export interface Compacted {
  readonly throughSeq: number
  readonly snapshotBytes: number
}

export interface CompactorDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: NotesLog
  readonly counters: Counters
  /** Above this many bytes of log, a document with missing parts is merged as it is. */
  readonly forceBytes: number
}

/**
 * Folds a document's log into its snapshot. The log is the truth until the very transaction that replaces a part of it,
 * which goes through only if nobody else did so meanwhile; what arrives during the work stays in the log.
 */
export class Compactor {
  readonly #deps: CompactorDeps
  readonly #thread: CompactThread
  readonly #inFlight = new Map<string, Promise<Compacted | undefined>>()
  #closed = false

  constructor(deps: CompactorDeps) {
    this.#deps = deps
    this.#thread = new CompactThread(deps.clock)
  }

  /** Compacts now, or joins the compaction under way. Resolves to undefined when it could not be done; never rejects. */
  compact(docName: string): Promise<Compacted | undefined> {
    const running = this.#inFlight.get(docName)
    if (running !== undefined) return running
    if (this.#closed) return Promise.resolve(undefined)
    const job = this.#attempt(docName).finally(() => this.#inFlight.delete(docName))
    this.#inFlight.set(docName, job)
    return job
  }

  /** Waits for compactions under way. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#inFlight.values())
    await this.#thread.close()
  }

  async #attempt(docName: string): Promise<Compacted | undefined> {
    const { counters, log } = this.#deps
    try {
      const stored = await loadDocument(this.#deps.store, docName)
      const { row, entries } = stored
      if (entries.length === 0) return { throughSeq: stored.seq, snapshotBytes: row?.snapshot.length ?? 0 }
      const values = entries.map(({ value }) => requireBytes(value))
      const force = values.reduce((sum, { length }) => sum + length, 0) > this.#deps.forceBytes
      const output = await this.#thread.run({ snapshot: row?.snapshot, entries: values, force })
      if (output.kind === 'pending') {
        counters.compactions.pending += 1
        return undefined
      }
      const done = await this.#replace(docName, stored, output)
      counters.compactions[done ? 'done' : 'conflict'] += 1
      return done ? { throughSeq: stored.seq, snapshotBytes: output.snapshot.length } : undefined
    } catch (error) {
      counters.compactions.failed += 1
      log.error({ docName, error }, 'notes could not be compacted; their log stays as it is')
      return undefined
    }
  }

  #replace(
    docName: string,
    { row, seq }: StoredDocument,
    made: { snapshot: Uint8Array; authors: Readonly<Record<string, string>> },
  ): Promise<boolean> {
    const log = notesLog(docName)
    const next = {
      id: docName,
      throughSeq: seq,
      snapshot: made.snapshot,
      authors: { ...made.authors, ...row?.authors },
    }
    return this.#deps.store.transact(
      async (tx) => {
        const current = await tx.get(notesDocuments, docName)
        if (current?.throughSeq !== row?.throughSeq) return false
        await tx.put(notesDocuments, next)
        await tx.trim(log, seq)
        return true
      },
      { lane: log },
    )
  }
}

function requireBytes(value: LogValue): Uint8Array {
  if (value instanceof Uint8Array) return value
  throw new Malformed('log entry is not bytes')
}

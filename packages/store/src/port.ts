import type { Row, Table } from './table.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined }

/** What a log holds at one seq: JSON (events) or bytes (note updates). Both come back as what they were. */
export type LogValue = Json | Uint8Array

export interface LogEntry {
  /** 1, 2, 3 … per log, without gaps, in commit order. */
  readonly seq: number
  readonly value: LogValue
}

/** A log and what it holds: entries `tail + 1` to `head`. */
export interface LogBounds {
  readonly log: string
  readonly head: number
  readonly tail: number
}

/** One entry of a durable commit, as told to `onCommit` listeners. */
export interface Committed extends LogEntry {
  readonly log: string
}

/** A value an index column may hold and a query may compare with. */
export type Key = string | number | boolean | null

/**
 * A walk along one index. `prefix` fixes its first columns; `from` (inclusive) and `below` (exclusive) bound the
 * next column. Order is by the index columns, then `id`; `reverse` walks it backwards.
 */
export interface Query<I extends string = string> {
  readonly index: I
  readonly prefix?: readonly Key[]
  readonly from?: Key
  readonly below?: Key
  readonly reverse?: boolean
  /** At most this many rows, 1 to 1,000. Default 100. */
  readonly limit?: number
  /** `cursor` of the page before; the query must otherwise be the same. */
  readonly cursor?: string
}

export interface Page<R> {
  readonly rows: R[]
  /** Present when more rows may follow. */
  readonly cursor?: string
}

export interface SearchQuery {
  /** Words as typed. Every word must occur (accents of Latin, Greek and Cyrillic fold; the last word also matches as a prefix). */
  readonly text: string
  readonly limit?: number
}

/** Reads. Outside a transaction they see committed data only. */
export interface ReadTx {
  get<R extends Row>(table: Table<R>, id: string): Promise<R | undefined>
  /** The row with these values of a unique index. */
  find<R extends Row, U extends string>(
    table: Table<R, string, U>,
    unique: U,
    key: readonly Key[],
  ): Promise<R | undefined>
  list<R extends Row, I extends string>(table: Table<R, I, string>, query: Query<I>): Promise<Page<R>>
  count<R extends Row, I extends string>(
    table: Table<R, I, string>,
    query: Omit<Query<I>, 'limit' | 'cursor'>,
  ): Promise<number>
  search<R extends Row>(table: Table<R>, query: SearchQuery): Promise<R[]>
  /** Entries with seq >= from, at most `limit`, ascending. Trimmed ones are absent. */
  read(log: string, from: number, limit: number): Promise<LogEntry[]>
  /** Last seq ever given by the log, trimmed or not; 0 for a log never written. */
  head(log: string): Promise<number>
  /** Lowest seq still readable is `tail + 1`; 0 when nothing was trimmed. */
  tail(log: string): Promise<number>
}

/**
 * A transaction. Handlers may run more than once, so they must have no effects of their own, and may await nothing
 * but the transaction. A throw rolls back everything the handler did.
 */
export interface Tx extends ReadTx {
  /** @throws UniqueViolation (ends the transaction) when the id or a unique index is taken. */
  insert<R extends Row>(table: Table<R>, row: R): Promise<void>
  /** Inserts or replaces by id. */
  put<R extends Row>(table: Table<R>, row: R): Promise<void>
  /** Merges fields into an existing row and returns it. `undefined` removes a field. @throws RowMissing */
  patch<R extends Row>(table: Table<R>, id: string, fields: Partial<Omit<R, 'id'>>): Promise<R>
  /** Removing what is absent does nothing. */
  delete<R extends Row>(table: Table<R>, id: string): Promise<void>
  /** Appends and returns the entry's seq; a function receives that seq first. */
  append(log: string, value: LogValue | ((seq: number) => LogValue)): Promise<number>
  /** Replaces the value at a seq that exists (redaction). @throws RowMissing */
  replace(log: string, seq: number, value: LogValue): Promise<void>
  /** Forgets entries up to and including `through`; their seqs are never given again. */
  trim(log: string, through: number): Promise<void>
}

export interface TransactOptions {
  /** Transactions of one lane run in the order given and may share a commit. Use the stream written to. */
  readonly lane?: string
}

/**
 * The only way features reach data. `transact` resolves when the commit is durable: it survives power loss on SQLite,
 * a majority of the replica set on MongoDB.
 */
export interface Store extends ReadTx {
  transact<T>(work: (tx: Tx) => Promise<T>, options?: TransactOptions): Promise<T>
  /**
   * Reads one consistent state: nothing committed meanwhile is seen. Snapshots of streams are read here, so that the
   * state and its seq belong together. SQLite: one read transaction at a time on the read connection, queued. MongoDB: a
   * session with snapshot read concern. `work` awaits only the view.
   */
  view<T>(work: (view: ReadTx) => Promise<T>): Promise<T>
  /** Called once per durable commit, before its `transact` calls resolve, with everything it appended, in order. Returns the unsubscriber. */
  onCommit(listener: (entries: readonly Committed[]) => void): () => void
  /**
   * Logs whose names begin with `prefix`, by name, at most `limit` (1 to 1,000); `after` is the last name of the page
   * before. Also those that are trimmed empty.
   */
  logs(query: { readonly prefix: string; readonly after?: string; readonly limit: number }): Promise<LogBounds[]>
  /** Rejects when the engine cannot be reached. */
  ping(): Promise<void>
  /** Waits for transactions under way. Closing twice is fine. */
  close(): Promise<void>
  /** All a store holds, for backup and checks; reads a consistent state. Opening a new store `from` it makes a copy. */
  dump(): AsyncIterable<DumpRecord>
}

/** One piece of a dump. All of a kind come before the next kind, in the order below. */
export type DumpRecord =
  | { kind: 'migration'; number: number; name: string }
  | { kind: 'row'; table: string; row: Row }
  | { kind: 'log'; log: string; head: number; tail: number }
  | { kind: 'entry'; log: string; seq: number; value: LogValue }

export class UniqueViolation extends Error {
  override readonly name = 'UniqueViolation'
  readonly table: string
  readonly index: string
  constructor(table: string, index: string) {
    super(`A row of ${table} with this ${index} exists already`)
    this.table = table
    this.index = index
  }
}

/** Only a new folder or database can be filled from a dump: nothing is ever merged or written over. */
export class StoreNotNew extends Error {
  override readonly name = 'StoreNotNew'
}

export class RowMissing extends Error {
  override readonly name = 'RowMissing'
}

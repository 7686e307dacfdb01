import type { Key, LogEntry, Page, Query, ReadTx, SearchQuery } from '../port.ts'
import type { Row, Table } from '../table.ts'
import { Turns } from './turns.ts'

/** Reads of a session, one at a time, until it is over. */
export class View implements ReadTx {
  readonly #reads: ReadTx
  readonly #turns = new Turns()
  #over = false

  constructor(reads: ReadTx) {
    this.#reads = reads
  }

  end(): void {
    this.#over = true
  }

  get<R extends Row>(table: Table<R>, id: string): Promise<R | undefined> {
    return this.#call((reads) => reads.get(table, id))
  }

  find<R extends Row>(table: Table<R>, unique: string, key: readonly Key[]): Promise<R | undefined> {
    return this.#call((reads) => reads.find(table, unique, key))
  }

  list<R extends Row>(table: Table<R>, query: Query): Promise<Page<R>> {
    return this.#call((reads) => reads.list(table, query))
  }

  count<R extends Row>(table: Table<R>, query: Query): Promise<number> {
    return this.#call((reads) => reads.count(table, query))
  }

  search<R extends Row>(table: Table<R>, query: SearchQuery): Promise<R[]> {
    return this.#call((reads) => reads.search(table, query))
  }

  read(log: string, from: number, limit: number): Promise<LogEntry[]> {
    return this.#call((reads) => reads.read(log, from, limit))
  }

  head(log: string): Promise<number> {
    return this.#call((reads) => reads.head(log))
  }

  tail(log: string): Promise<number> {
    return this.#call((reads) => reads.tail(log))
  }

  #call<T>(read: (reads: ReadTx) => Promise<T>): Promise<T> {
    return this.#turns.take(async () => {
      if (this.#over) throw new Error('This view is over: await every call before returning')
      return await read(this.#reads)
    })
  }
}

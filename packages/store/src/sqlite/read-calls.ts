import type { Key, LogEntry, Page, Query, ReadTx, SearchQuery } from '../port.ts'
import type { Row, Table } from '../table.ts'
import { DEFAULT_LIMIT, type Reads } from './reads.ts'
import { decodeRow } from './rows.ts'

/** The port's reads over `Reads`. Async for the port's sake: each does its work at once, on whatever `reads` says. */
export abstract class ReadCalls implements ReadTx {
  /** Where to read, asked at each call. Throws when reading is over. */
  protected abstract reads(): Reads

  async get<R extends Row>(table: Table<R>, id: string): Promise<R | undefined> {
    return this.reads().get(table, id)
  }

  async find<R extends Row>(table: Table<R>, unique: string, key: readonly Key[]): Promise<R | undefined> {
    return this.reads().find(table, unique, key)
  }

  async list<R extends Row>(table: Table<R>, query: Query): Promise<Page<R>> {
    return this.reads().list(table, query)
  }

  async count<R extends Row>(table: Table<R>, query: Query): Promise<number> {
    return this.reads().count(table, query)
  }

  async search<R extends Row>(table: Table<R>, { text, limit = DEFAULT_LIMIT }: SearchQuery): Promise<R[]> {
    return this.reads()
      .searchStored(table, text, limit)
      .map((stored): R => decodeRow(table, stored))
  }

  async read(log: string, from: number, limit: number): Promise<LogEntry[]> {
    return this.reads().read(log, from, limit)
  }

  async head(log: string): Promise<number> {
    return this.reads().head(log)
  }

  async tail(log: string): Promise<number> {
    return this.reads().tail(log)
  }
}

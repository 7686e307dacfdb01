import type { DumpRecord } from '@convene/store'

export interface ArchiveCounts {
  readonly tables: number
  readonly rows: number
  readonly logs: number
  readonly entries: number
}

/** Counts records as they pass. */
export class Tally {
  records = 0
  readonly #tables = new Set<string>()
  readonly #counts = { migration: 0, row: 0, log: 0, entry: 0 }

  add(record: DumpRecord): void {
    this.records += 1
    this.#counts[record.kind] += 1
    if (record.kind === 'row') this.#tables.add(record.table)
  }

  get counts(): ArchiveCounts {
    const { row: rows, log: logs, entry: entries } = this.#counts
    return { tables: this.#tables.size, rows, logs, entries }
  }
}

/** The counts as an operator reads them. */
export const inWords = ({ tables, rows, logs, entries }: ArchiveCounts): string =>
  `${rows} rows of ${tables} tables, ${logs} logs with ${entries} entries`

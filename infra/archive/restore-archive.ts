import type { AnyTable, Migration } from '@convene/store'
import { readArchive } from './read-archive.ts'
import type { StoreAddress } from './store-address.ts'
import { type ArchiveCounts, Tally } from './tally.ts'

export interface RestoreOptions {
  readonly file: string
  readonly store: StoreAddress
  readonly tables: readonly AnyTable[]
  readonly migrations: readonly Migration[]
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void }
}

/**
 * Restores an archive into a new store, of either engine, and brings it to this release. The archive is read to its end
 * first, so that a damaged one is refused before anything is written.
 * @throws ArchiveError when the archive is damaged
 * @throws StoreNotNew when the folder or database is not empty
 */
export async function restoreArchive(options: RestoreOptions): Promise<ArchiveCounts> {
  const { file, store, tables, migrations, clock } = options
  const tally = new Tally()
  for await (const record of readArchive(file)) tally.add(record)
  const filled = await store.fill(tables, migrations, readArchive(file), clock)
  await filled.close()
  return tally.counts
}

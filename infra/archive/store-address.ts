import { join, resolve } from 'node:path'
import type { AnyTable, DumpRecord, Migration, Store } from '@convene/store'

export interface StoreAddress {
  /** What the store holds, read beside whoever uses it, without changing anything. */
  dump(tables: readonly AnyTable[]): AsyncIterable<DumpRecord>
  /** Opens a new store filled from a dump. @throws StoreNotNew */
  fill(
    tables: readonly AnyTable[],
    migrations: readonly Migration[],
    from: AsyncIterable<DumpRecord>,
    clock: Clock,
  ): Promise<Store>
}

type Clock = { now(): number; after(ms: number, run: () => void): () => void }

/**
 * The store an address names: `sqlite:<folder>` (`sqlite:` alone means `store` in the data folder, as the server has
 * it) or `mongodb://…`. Nothing is opened yet.
 * @throws Error with a sentence for the operator
 */
export async function storeAt(address: string, dataFolder: string): Promise<StoreAddress> {
  if (address.startsWith('sqlite:')) {
    const { dumpSqliteFolder, openSqliteStore } = await import('@convene/store/sqlite')
    const folder = resolve(address.slice('sqlite:'.length) || join(dataFolder, 'store'))
    return {
      dump: (tables) => dumpSqliteFolder(folder, tables),
      fill: (tables, migrations, from, clock) => openSqliteStore({ folder, tables, migrations, from, clock }),
    }
  }
  if (/^mongodb(\+srv)?:\/\/./.test(address)) {
    const { dumpMongoDatabase, openMongoStore } = await import('@convene/store/mongo')
    return {
      dump: (tables) => dumpMongoDatabase(address, tables),
      fill: (tables, migrations, from, clock) => openMongoStore({ url: address, tables, migrations, from, clock }),
    }
  }
  throw new Error(`The store should be \`sqlite:<folder>\` or a \`mongodb://…\` address, not ${address}`)
}

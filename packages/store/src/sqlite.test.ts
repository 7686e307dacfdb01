import { join } from 'node:path'
import { systemClock, tempFolder } from '@convene/testkit'
import { type OpenStore, storeContract } from './contract.ts'
import { dumpSqliteFolder, openSqliteStore } from './sqlite.ts'

const open: OpenStore = async (tables, migrations = []) => {
  const folder = await tempFolder()
  const common = { folder: folder.path, clock: systemClock }
  const first = await openSqliteStore({ ...common, tables, migrations })
  let current = first
  return {
    store: first,
    async reopen(newTables = tables, newMigrations = migrations) {
      await current.close()
      current = await openSqliteStore({ ...common, tables: newTables, migrations: newMigrations })
      return current
    },
    copy: (from, newMigrations = migrations) =>
      openSqliteStore({ ...common, folder: join(folder.path, 'copy'), tables, migrations: newMigrations, from }),
    dumpBeside: () => dumpSqliteFolder(folder.path, tables),
    async dispose() {
      await current.close()
      await folder.remove()
    },
  }
}

storeContract('SQLite', open)

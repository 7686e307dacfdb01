import { describeWith, type Mongo, sequenceIds, startMongo, systemClock } from '@convene/testkit'
import { type OpenStore, storeContract } from './contract.ts'
import { dumpMongoDatabase, openMongoStore } from './mongo.ts'

describeWith(['mongo'], 'MongoDB store', () => {
  let mongo: Mongo
  const databaseName = sequenceIds('contract')
  beforeAll(async () => {
    mongo = await startMongo()
  })
  afterAll(() => mongo.stop())

  const open: OpenStore = async (tables, migrations = []) => {
    const copyUrl = mongo.database(databaseName())
    const common = { url: mongo.database(databaseName()), clock: systemClock }
    const first = await openMongoStore({ ...common, tables, migrations })
    let current = first
    return {
      store: first,
      async reopen(newTables = tables, newMigrations = migrations) {
        await current.close()
        current = await openMongoStore({ ...common, tables: newTables, migrations: newMigrations })
        return current
      },
      copy: (from, newMigrations = migrations) =>
        openMongoStore({ ...common, url: copyUrl, tables, migrations: newMigrations, from }),
      dumpBeside: () => dumpMongoDatabase(common.url, tables),
      dispose: () => current.close(),
    }
  }

  storeContract('MongoDB', open)
})

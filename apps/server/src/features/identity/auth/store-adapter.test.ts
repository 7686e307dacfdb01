import {
  authFlowTestSuite,
  caseInsensitiveTestSuite,
  normalTestSuite,
  testAdapter,
} from '@better-auth/test-utils/adapter'
import { table } from '@convene/store'
import { openSqliteStore } from '@convene/store/sqlite'
import { systemClock, tempFolder } from '@convene/testkit'
import { z } from 'zod'
import { defined } from '../../../testing/vitest-shim.ts'
import { storeAdapter } from './store-adapter.ts'
import { type AuthTable, authTables } from './tables.ts'

expect.extend({
  toBeTypeOf: (value: unknown, type: string) => ({ pass: typeof value === type, message: () => `Not a ${type}` }),
  toSatisfy: (value: unknown, test: (value: unknown) => boolean) => ({ pass: test(value), message: () => 'Refused' }),
})

// The suite renames models and fields at will: tables that check nothing but the id, with the indexes of the real ones.
const OTHER_MODELS = [
  'user_custom',
  'user_table',
  'testModel',
  'oneToOneTable',
  'one_to_one_table',
  'organization',
  'member',
  'team',
  'teamMember',
  'invitation',
]
const row = z.looseObject({ id: z.string() })
const loose = (name: string, like: Partial<AuthTable> = {}): AuthTable =>
  table(name.replaceAll(/[A-Z_]/g, '').concat('-of-suite'), row, { indexes: { byId: ['id'], ...like.indexes } })
const tables = new Map<string, AuthTable>([
  ...[...authTables].map(([model, real]): [string, AuthTable] => [model, loose(model, real)]),
  ...OTHER_MODELS.map((model, at): [string, AuthTable] => [model, loose(`other${'abcdefghij'.at(at)}`)]),
])

const folder = await tempFolder()
const store = await openSqliteStore({
  folder: folder.path,
  tables: [...tables.values()],
  clock: systemClock,
  windowMs: 0,
})
const { execute } = await testAdapter({
  adapter: () => storeAdapter({ tables, reads: store, change: (work) => store.transact((tx) => work({ tx })) }),
  runMigrations: () => {},
  tests: [normalTestSuite(), authFlowTestSuite(), caseInsensitiveTestSuite()],
  onFinish: async () => {
    await store.close()
    await folder.remove()
  },
})
// The suite tells its statistics.
console.log = () => {}
execute()
await defined()

import { commitRules } from './contract/commits.ts'
import { copyRules } from './contract/copies.ts'
import type { OpenStore } from './contract/harness.ts'
import { indexRules } from './contract/indexes.ts'
import { lifecycleRules } from './contract/lifecycle.ts'
import { logRules } from './contract/logs.ts'
import { migrationRules } from './contract/migrations.ts'
import { rowRules } from './contract/rows.ts'
import { searchRules } from './contract/search.ts'
import { transactionRules } from './contract/transactions.ts'

export type { Opened, OpenStore } from './contract/harness.ts'

/** Registers the tests of every rule in SPEC.md that holds for all engines. `open` gives each test a store of its own. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`${name} keeps the store contract`, () => {
    transactionRules(open)
    rowRules(open)
    indexRules(open)
    logRules(open)
    commitRules(open)
    searchRules(open)
    lifecycleRules(open)
    copyRules(open)
    migrationRules(open)
  })
}

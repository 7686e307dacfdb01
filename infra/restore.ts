/**
 * `pnpm restore --from FILE [--store sqlite:<folder>|mongodb://…]`: fills a new folder or an empty database, of either
 * engine, from an archive. Without `--store` it is the store the server would open here (CONVENE_STORE, CONVENE_DATA).
 */
import { parseArgs } from 'node:util'
import { migrations, tables } from '@convene/server/features'
import { restoreArchive } from './archive/restore-archive.ts'
import { storeAt } from './archive/store-address.ts'
import { inWords } from './archive/tally.ts'

const USAGE = 'Usage: pnpm restore --from FILE [--store sqlite:<folder>|mongodb://…]'

const clock = {
  now: () => Date.now(),
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

try {
  const { values } = parseArgs({ options: { store: { type: 'string' }, from: { type: 'string' } } })
  if (!values.from) throw new Error(USAGE)
  const address = values.store || process.env.CONVENE_STORE || 'sqlite:'
  const store = await storeAt(address, process.env.CONVENE_DATA || './data')
  const counts = await restoreArchive({ file: values.from, store, tables, migrations, clock })
  console.log(`Restored ${inWords(counts)}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

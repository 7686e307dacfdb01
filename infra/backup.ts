/**
 * `pnpm backup [--store sqlite:<folder>|mongodb://…] --to FILE`: everything the store holds, as one archive. The server
 * may run meanwhile. Without `--store` it is the store the server would open here (CONVENE_STORE, CONVENE_DATA).
 */
import { stat } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { tables } from '@convene/server/features'
import { storeAt } from './archive/store-address.ts'
import { inWords } from './archive/tally.ts'
import { writeArchive } from './archive/write-archive.ts'

const USAGE = 'Usage: pnpm backup [--store sqlite:<folder>|mongodb://…] --to FILE'

try {
  const { values } = parseArgs({ options: { store: { type: 'string' }, to: { type: 'string' } } })
  if (!values.to) throw new Error(USAGE)
  const store = await storeAt(
    values.store || process.env.CONVENE_STORE || 'sqlite:',
    process.env.CONVENE_DATA || './data',
  )
  const counts = await writeArchive(values.to, store.dump(tables), new Date())
  const { size } = await stat(values.to)
  console.log(`Backed up ${inWords(counts)} to ${values.to} (${(size / 1e6).toFixed(1)} MB)`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

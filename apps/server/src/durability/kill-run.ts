import { parseArgs } from 'node:util'
import { systemClock, tempFolder } from '@convene/testkit'
import { runKills } from './run-kills.ts'

/** `pnpm kill-run [--kills 200] [--seed N] [--store mongodb://…]`: ends with 1 when anything acknowledged was lost. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string' }, store: { type: 'string' } },
})
const kills = Number(values.kills)
const seed = values.seed === undefined ? systemClock.now() % 1_000_000 : Number(values.seed)
if (!Number.isSafeInteger(kills) || kills < 1 || !Number.isSafeInteger(seed)) {
  console.error('--kills and --seed are whole numbers, and there is at least one kill.')
  process.exit(2)
}

await using folder = await tempFolder()
console.log(`Seed ${seed}, ${kills} kills, store ${values.store ? 'MongoDB' : 'SQLite'}`)
const report = await runKills({
  kills,
  seed,
  data: folder.path,
  store: values.store,
  clock: systemClock,
  say: (line) => console.log(line),
})
console.log(JSON.stringify(report, undefined, 2))
process.exitCode = Object.values(report.faults).every((faults) => faults.length === 0) ? 0 : 1

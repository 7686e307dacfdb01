/**
 * Side-by-side benchmarks against named peers: `pnpm bench [scenario...] [--json FILE]`.
 *
 * Method. Every server runs alone in a process of its own, with a fresh folder on the disk this repository is on; its load
 * comes from one other process on the same machine, over loopback. Rounds alternate (A B C, A B C, ...) and each figure is
 * the median of its rounds. CPU is user and system time of all of the server's threads, from /proc/<pid>/stat at the edges
 * of the measured window, after a warm-up at the same rate, divided by what was delivered; RSS is VmHWM of /proc/<pid>/status.
 * Generator and server share the machine: where deliveries a second fall short of what was asked, "generator busy" tells
 * whether the generator may be the limit; CPU per delivery is the server's alone.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { cpus, loadavg, release } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readOptions, USAGE } from './options.ts'
import { allPeers } from './peers/index.ts'
import type { CaseResult } from './report/result.ts'
import { table } from './report/table.ts'
import { runCase } from './run-case.ts'

/** Not in the system's temporary folder, which may be memory: a sync to disk has to cost what it costs. */
const DATA_ROOT = fileURLToPath(new URL('../data', import.meta.url))

if (process.argv.includes('--help')) console.log(USAGE)
else await bench().catch(fail)

async function bench(): Promise<void> {
  const options = readOptions(process.argv.slice(2), allPeers(process.env))
  const root = temporaryRoot()
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, Linux ${release()}, Node ${process.version}`
  console.log(`${machine}; load average before: ${loadavg()[0]?.toFixed(2)}`)

  const raw: { scenario: string; results: CaseResult[] }[] = []
  for (const scenario of options.scenarios) {
    const results: CaseResult[] = []
    for (const one of scenario.cases(options.peers, options)) {
      if (one.peers.length > 0)
        results.push(await runCase(one, root, (line) => console.error(`${scenario.name}: ${line}`)))
    }
    raw.push({ scenario: scenario.name, results })
    const failures = results.flatMap((result) => result.failures)
    if (failures.length > 0) process.exitCode = 1
    const report = [`### ${scenario.title}`, scenario.method, table(scenario.columns, results), ...failures]
    console.log(`\n${report.join('\n\n')}`)
  }
  if (options.json !== null) {
    const { rounds, seconds, warmUpSeconds, kills, seed, quick } = options
    const settings = { rounds, seconds, warmUpSeconds, kills, seed, quick }
    await writeFile(options.json, `${JSON.stringify({ machine, settings, scenarios: raw }, null, 2)}\n`)
  }
}

/** A folder of this run alone, which goes with it. Being told to end counts as an exit, so that the servers end too. */
function temporaryRoot(): string {
  mkdirSync(DATA_ROOT, { recursive: true })
  const root = mkdtempSync(join(DATA_ROOT, 'bench-'))
  process.once('exit', () => rmSync(root, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  return root
}

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

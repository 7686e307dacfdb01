/**
 * Everything that must hold before a change goes in: types, format and lint, who imports whom, tests. Arguments go to
 * Jest. Prints as it goes and ends with one line, `N passed, N failed, N skipped`, for the whole run.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { countRun, type JestReport, type JestRun } from './counts.ts'
import { lintDependencies } from './lint-dependencies.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const WORKERS = availableParallelism()
/** Browsers, child servers, engines and floods: beside one another they would measure the machine, not the product. */
const ALONE = ['/e2e/', '/bench/', '/durability/', 'abuse', 'kill', 'nodes', 'mongo', 'socket\\.test']

const notes = mkdtempSync(join(tmpdir(), 'convene-check-'))
const leftOutFile = join(notes, 'left-out.txt')

const steps = [
  await step('Types', () =>
    run('turbo', ['run', 'typecheck', '--output-logs=errors-only', '--continue', `--concurrency=${WORKERS}`]),
  ),
  await step('Format and lint', () => run('biome', ['check', '.'])),
  await step('Dependencies', dependencies),
]
const wanted = process.argv.slice(2)
const runs =
  wanted.length > 0
    ? [await jest('Tests', [`--maxWorkers=${WORKERS}`, ...wanted])]
    : [
        await jest('Tests', [`--maxWorkers=${WORKERS}`, '--testPathIgnorePatterns', '/node_modules/', ...ALONE]),
        await jest('Tests that want the machine to themselves', ['--maxWorkers=1', '--testPathPatterns', ...ALONE]),
      ]
const leftOut = readIfThere(leftOutFile)
rmSync(notes, { recursive: true })

const { passed, failed, skipped } = countRun(steps, runs)
if (leftOut) console.log(`\nLeft out, because an engine is missing here:\n${leftOut.trimEnd()}`)
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`)
process.exitCode = failed === 0 ? 0 : 1

async function step(name: string, work: () => Promise<boolean>): Promise<boolean> {
  console.log(`\n== ${name}`)
  try {
    return await work()
  } catch (error) {
    console.error(error)
    return false
  }
}

async function jest(name: string, args: string[]): Promise<JestRun> {
  const reportFile = join(notes, 'jest.json')
  rmSync(reportFile, { force: true })
  const passed = await step(name, () =>
    run(process.execPath, [
      ...['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'],
      ...['--config', 'packages/config/jest.config.js', '--json', `--outputFile=${reportFile}`],
      ...args,
    ]),
  )
  const report: JestReport | undefined = JSON.parse(readIfThere(reportFile) ?? 'null') ?? undefined
  return { report, passed }
}

/** Runs a program of the workspace with its output passed through; true when it succeeds. */
async function run(program: string, args: string[]): Promise<boolean> {
  const path = [join(ROOT, 'node_modules/.bin'), process.env.PATH].join(delimiter)
  const env = { ...process.env, PATH: path, TEST_LEFT_OUT: leftOutFile, TURBO_TELEMETRY_DISABLED: '1' }
  const [code] = await once(spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'inherit', 'inherit'] }), 'exit')
  return code === 0
}

async function dependencies(): Promise<boolean> {
  const { problems, modules } = await lintDependencies(ROOT)
  for (const problem of problems) console.error(problem)
  console.log(`${modules} files read, ${problems.length} problems`)
  return problems.length === 0 && modules > 0
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

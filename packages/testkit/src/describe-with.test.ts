import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type TempFolder, tempFolder } from './temp-folder.ts'

const JEST = fileURLToPath(new URL('../../../node_modules/jest/bin/jest.js', import.meta.url))
const DESCRIBE_WITH = fileURLToPath(new URL('./describe-with.ts', import.meta.url))

let folder: TempFolder
beforeEach(async () => {
  folder = await tempFolder()
  writeFileSync(
    join(folder.path, 'planted.test.js'),
    `import { describeWith } from ${JSON.stringify(DESCRIBE_WITH)}
     describeWith(['redis', 'mongo'], 'planted suite', () => test('runs', () => {}))`,
  )
})
afterEach(() => folder.remove())

test('TK6 a suite whose engine is missing is skipped, and written down as left out', () => {
  const { report, leftOut } = run({})
  expect(report).toMatchObject({ success: true, numPassedTests: 0, numPendingTests: 1 })
  expect(leftOut).toBe('planted suite: no redis, no mongo\n')
})

test('TK7 with CI_ENGINES=1 a missing engine fails its suite', () => {
  const { report, leftOut } = run({ CI_ENGINES: '1' })
  expect(report).toMatchObject({ success: false, numFailedTests: 1, numPendingTests: 0 })
  expect(leftOut).toBe('')
})

test('TK8 a suite whose engines are here runs', () => {
  const { report } = run({ REDIS_SERVER: process.execPath, MONGOMS_SYSTEM_BINARY: process.execPath })
  expect(report).toMatchObject({ success: true, numPassedTests: 1, numPendingTests: 0 })
})

/** Runs the planted suite in a world without programs but those given. */
function run(env: Record<string, string>): { report: object; leftOut: string } {
  const leftOutFile = join(folder.path, 'left-out.txt')
  writeFileSync(leftOutFile, '')
  const settings = JSON.stringify({ rootDir: folder.path, testEnvironment: 'node', transform: {} })
  writeFileSync(join(folder.path, 'package.json'), '{ "type": "module" }')
  const { stdout } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', '--no-warnings', JEST, '--json', '--config', settings],
    { cwd: folder.path, encoding: 'utf8', env: { PATH: folder.path, TEST_LEFT_OUT: leftOutFile, ...env } },
  )
  return { report: JSON.parse(stdout), leftOut: readFileSync(leftOutFile, 'utf8') }
}

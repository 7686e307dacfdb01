import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { table } from './report/table.ts'
import { runCase } from './run-case.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))
/** A run that hangs is ended, with all it started, before the test is. Long enough for a machine that is busy with other suites. */
const RUN_TIMEOUT_MS = 80_000
const TEST_TIMEOUT_MS = RUN_TIMEOUT_MS + 10_000
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'convene-bench-'))
})
afterAll(() => rm(folder, { recursive: true }))

test.each([
  ['chat', ['convene', 'plain-socket-io']],
  ['notes', ['convene', 'y-websocket-server']],
  ['open', ['convene', 'y-websocket-server+leveldb']],
  ['kill', ['plain-socket-io', 'hocuspocus']],
  ['kill', ['convene']],
])(
  'BN1 a quick run of %s prints a table of finite numbers',
  async (scenario, peers) => {
    const { code, stdout } = await run(scenario, '--quick', '--peers', peers.join(','))
    const rows = stdout.split('\n').filter((line) => peers.some((peer) => line.includes(`| ${peer} |`)))
    expect(rows).toHaveLength(2)
    const figures = rows.flatMap((row) =>
      row
        .split('|')
        .slice(4, -1)
        .map((cell) => Number(cell.replaceAll(',', ''))),
    )
    expect(figures.length).toBeGreaterThan(8)
    expect(figures.filter((figure) => !Number.isFinite(figure))).toEqual([])
    expect(code).toBe(0)
  },
  TEST_TIMEOUT_MS,
)

test(
  'BN2 the raw figures go to a file with the machine and the settings',
  async () => {
    const file = join(folder, 'figures.json')
    const { code } = await run('kill', '--quick', '--seed', '5', '--peers', 'raw-ws', '--json', file)
    expect(code).toBe(0)
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({
      machine: expect.stringContaining('Node v24'),
      settings: { quick: true, seed: 5 },
      scenarios: [
        { scenario: 'kill', results: [{ label: 'chat', peers: [{ name: 'raw-ws', rounds: [{ kills: 1 }] }] }] },
      ],
    })
  },
  TEST_TIMEOUT_MS,
)

test('BN3 an unknown name stops the run with the list of known ones', async () => {
  const wrongScenario = await run('caht')
  expect(wrongScenario).toMatchObject({
    code: 1,
    stderr: 'There is no scenario "caht". There are: chat, notes, open, kill\n',
  })
  const wrongPeer = await run('chat', '--peers', 'slack')
  expect(wrongPeer.stderr).toMatch(/^There is no server "slack"\. There are: convene, /)
})

test('BN8 a table shows the median of the rounds and its ratio to that of the first server', () => {
  const peers = [
    { name: 'ours', keeps: 'all', rounds: [{ cost: 2 }, { cost: 90 }, { cost: 4 }] },
    { name: 'theirs', keeps: 'nothing', rounds: [{ cost: 5 }, { cost: 6 }, { cost: 7 }] },
  ]
  const text = table([{ key: 'cost', title: 'cost', digits: 1, ratio: true }], [{ label: 'some', peers, failures: [] }])
  expect(text.split('\n')).toEqual([
    '| load | server | keeps | cost | × ours |',
    '| --- | --- | --- | ---: | ---: |',
    '| some | ours | all | 4.0 | 1.00 |',
    '| some | theirs | nothing | 6.0 | 1.50 |',
  ])
})

test('BN11 a measurement that fails is told, and the others still run', async () => {
  const start = () => Promise.reject(new Error('No such server'))
  const peers = ['broken', 'sound'].map((name) => ({ name, keeps: 'nothing', stores: false, start }))
  const one = {
    label: 'some',
    peers,
    rounds: 1,
    measure: async ({ name }: { name: string }) => {
      if (name === 'broken') throw new Error('it broke')
      return { cost: 3 }
    },
  }
  const result = await runCase(one, folder, () => {})
  expect(result.failures).toEqual(['some, broken, round 1: it broke'])
  expect(result.peers[1]?.rounds).toEqual([{ cost: 3 }])
  expect(table([{ key: 'cost', title: 'cost', digits: 0 }], [result])).toContain('| some | broken | nothing | failed |')
})

function run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      ['--no-warnings', MAIN, ...args],
      { timeout: RUN_TIMEOUT_MS },
      (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
    )
  })
}

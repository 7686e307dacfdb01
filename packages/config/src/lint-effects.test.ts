import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type TempFolder, tempFolder } from '../../testkit/src/temp-folder.ts'

const ROOT = fileURLToPath(new URL('../../..', import.meta.url))

let workspace: TempFolder
beforeEach(async () => {
  workspace = await tempFolder()
  const settings = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'))
  write('biome.json', JSON.stringify({ ...settings, vcs: { enabled: false } }))
  mkdirSync(join(workspace.path, 'packages/config'), { recursive: true })
  cpSync(join(ROOT, 'packages/config/effects.grit'), join(workspace.path, 'packages/config/effects.grit'))
})
afterEach(() => workspace.remove())

const EFFECTS = [
  'Date.now()',
  'new Date()',
  'Math.random()',
  'performance.now()',
  'crypto.randomUUID()',
  'setTimeout(() => {}, 1)',
  'setInterval(() => {}, 1)',
  'globalThis.setTimeout(() => {}, 1)',
  'process.env.HOME',
]

test.each(EFFECTS)('CF3 %s is refused in a feature', (effect) => {
  expect(lint('apps/server/src/features/chat/planted.ts', effect)).toBe(false)
})

test.each([
  'apps/server/src/main.ts',
  'apps/server/src/launch.ts',
  'apps/web/src/net/socket.ts',
  'packages/testkit/src/planted.ts',
  'packages/domain/src/planted.test.ts',
  'infra/backup.ts',
])('CF3 the same is accepted in %s', (file) => {
  expect(lint(file, EFFECTS.join('\n'))).toBe(true)
})

test('CF3 a given moment is accepted in a feature', () => {
  expect(lint('apps/server/src/features/chat/planted.ts', 'console.info(new Date(5), clock.now())')).toBe(true)
})

/** Whether the linter accepts a file with this text. */
function lint(file: string, text: string): boolean {
  write(file, text)
  const biome = join(ROOT, 'node_modules/.bin/biome')
  const { status, stderr, stdout } = spawnSync(biome, ['lint', file], { cwd: workspace.path, encoding: 'utf8' })
  const report = stdout + stderr
  if (!report.includes('Checked 1 file')) throw new Error(`The linter read nothing:\n${report}`)
  return status === 0
}

function write(path: string, text: string): void {
  const file = join(workspace.path, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type TempFolder, tempFolder } from '../../testkit/src/temp-folder.ts'
import { dependencyRules } from './dependency-rules.ts'
import { lintDependencies } from './lint-dependencies.ts'

let workspace: TempFolder
beforeEach(async () => {
  workspace = await tempFolder()
  await write('node_modules/mongoose/index.js', '')
  // Most packages are entered in their dist folder, which must not hide them.
  await write('node_modules/express/package.json', '{ "exports": "./dist/index.js" }')
  await write('node_modules/express/dist/index.js', '')
  await write('node_modules/yjs/index.js', '')
  await write('node_modules/socket.io-client/index.js', '')
  await write('packages/domain/src/index.ts', 'export const one = 1')
  await write('packages/store/src/index.ts', 'export const store = 1')
  await write('apps/server/src/features/chat/index.ts', 'export const chat = 1')
  await write('apps/server/src/features/chat/post.ts', 'export const post = 1')
})
afterEach(() => workspace.remove())

const CASES = [
  [
    'domain-knows-its-layer',
    'packages/domain/src/x.ts',
    '../../store/src/index.ts',
    'packages/store/src/x.ts',
    '../../domain/src/index.ts',
  ],
  [
    'notes-sync-knows-its-layer',
    'packages/notes-sync/src/x.ts',
    '../../../apps/server/src/features/chat/index.ts',
    'packages/notes-sync/src/x.ts',
    '../../store/src/index.ts',
  ],
  [
    'web-knows-its-layer',
    'apps/web/src/x.ts',
    '../../../packages/store/src/index.ts',
    'apps/web/src/x.ts',
    '../../../packages/domain/src/index.ts',
  ],
  [
    'features-are-closed',
    'apps/server/src/features/mail/x.ts',
    '../chat/post.ts',
    'apps/server/src/features/mail/x.ts',
    '../chat/index.ts',
  ],
  ['mongoose-only-in-its-home', 'packages/store/src/x.ts', 'mongoose', 'packages/store/src/mongo-x.ts', 'mongoose'],
  [
    'server-transport-only-in-its-home',
    'apps/server/src/kit/x.ts',
    'express',
    'apps/server/src/transport/x.ts',
    'express',
  ],
  [
    'client-transport-only-in-its-home',
    'apps/web/src/ui/x.ts',
    'socket.io-client',
    'apps/web/src/net/x.ts',
    'socket.io-client',
  ],
  ['yjs-only-in-its-home', 'apps/web/src/features/chat/x.ts', 'yjs', 'apps/web/src/features/notes/x.ts', 'yjs'],
  ['no-circles', 'packages/domain/src/index.ts', './index.ts', 'packages/domain/src/x.ts', './index.ts'],
  ['resolvable', 'packages/domain/src/x.ts', './nowhere.ts', 'packages/domain/src/x.ts', './index.ts'],
] as const

test.each(CASES)(
  'CF1 %s finds a planted violation and passes its lawful twin',
  async (rule, badFile, badImport, goodFile, goodImport) => {
    await write(goodFile, `export * from '${goodImport}'`)
    expect((await lintDependencies(workspace.path)).problems).toEqual([])
    await write(badFile, `export * from '${badImport}'`)
    expect((await lintDependencies(workspace.path)).problems).toContainEqual(
      expect.stringMatching(`^${rule}: ${badFile} `),
    )
  },
)

test('CF2 a file that the parser passes over is a problem', async () => {
  await write('packages/domain/src/lawful.ts', "import type { one } from './index.ts'\nexport type One = typeof one")
  const blind = { ...dependencyRules, options: { ...dependencyRules.options, doNotFollow: { path: 'lawful' } } }
  const { problems } = await lintDependencies(workspace.path, blind)
  expect(problems).toEqual(['packages/domain/src/lawful.ts has imports that were not read'])
  expect((await lintDependencies(workspace.path)).problems).toEqual([])
})

test('CF5 a file with a using declaration is read like any other', async () => {
  await write(
    'packages/domain/src/x.ts',
    "import { one } from './nowhere.ts'\nawait using two = one\nusing three = two",
  )
  expect((await lintDependencies(workspace.path)).problems).toEqual([
    'resolvable: packages/domain/src/x.ts imports ./nowhere.ts',
  ])
})

async function write(path: string, text: string): Promise<void> {
  const file = join(workspace.path, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, text)
}

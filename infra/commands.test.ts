import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { tables } from '@convene/server/features'
import type { DumpRecord } from '@convene/store'
import { dumpSqliteFolder } from '@convene/store/sqlite'
import { type TempFolder, tempFolder } from '@convene/testkit'
import { z } from 'zod'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const run = promisify(execFile)
const servers = new Set<ChildProcess>()
let folder: TempFolder

beforeEach(async () => {
  folder = await tempFolder()
})
afterEach(async () => {
  await Promise.all([...servers].map(stop))
  await folder.remove()
})

test('BK8 a server that runs and is used is backed up, and one started on the restored store serves the same communities', async () => {
  const archive = join(folder.path, 'backup.gz')
  const live = await start('live')
  const { channelId } = await live.community()
  let used = true
  const using = (async () => {
    for (let i = 0; used; i++) await live.call('chat.post', { channelId, text: `message ${i}` })
  })()
  const { stdout } = await command('backup', ['--to', archive], 'live')
  used = false
  await using
  const before = await live.community()
  await stop(live.process)
  expect(stdout).toMatch(/^Backed up \d+ rows of \d+ tables, \d+ logs with \d+ entries to /)

  await command('restore', ['--from', archive], 'again')
  await expect(command('restore', ['--from', archive], 'again')).rejects.toThrow('holds a store already')
  const [old, restored] = [await entriesOf('live'), await entriesOf('again')]
  // The archive is the source as it was: whatever it holds of logs, the source holds too, and only later entries besides.
  for (const [name, record] of restored) expect(old.get(name)).toEqual(record)
  expect(restored.size).toBeGreaterThan(0)
  expect(restored.size).toBeLessThanOrEqual(old.size)
  expect(await (await start('again')).community()).toEqual(before)
}, 120_000)

async function start(name: string) {
  const process = spawn(execPath, ['--no-warnings', at('../apps/server/src/main.ts')], {
    env: { ...environment(name), PORT: '0', CONVENE_DEMO: '1', CONVENE_LOG: 'error', CONVENE_RATE_FACTOR: '1000' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  servers.add(process)
  const [line] = await once(createInterface(process.stdout), 'line')
  const url = String(line).replace('Convene is ready at ', '')
  const post = async (command: string, input: unknown, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
    const response = await fetch(`${url}/api/v1/${command}`, { method: 'POST', headers, body: JSON.stringify(input) })
    if (!response.ok) throw new Error(`${command}: ${response.status} ${await response.text()}`)
    return await response.json()
  }
  const { token } = tokenSchema.parse(await post('identity.demoSignIn', { person: 'coordinator' }))
  return {
    process,
    call: (command: string, input: unknown) => post(command, input, token),
    /** The person's communities, and the channels of the first. */
    async community() {
      const { communities } = mineSchema.parse(await post('communities.mine', {}, token))
      const headers = { authorization: `Bearer ${token}` }
      const stream = await fetch(`${url}/api/v1/stream/community/${communities[0]?.id}`, { headers })
      const { channels } = streamSchema.parse(await stream.json()).snapshot
      return { communities, channels, channelId: channels[0]?.id }
    },
  }
}

async function stop(process: ChildProcess): Promise<void> {
  servers.delete(process)
  process.kill('SIGTERM')
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
}

const execPath = process.execPath
const tokenSchema = z.object({ token: z.string() })
const placeSchema = z.looseObject({ id: z.string() })
const mineSchema = z.object({ communities: z.array(placeSchema).min(1) })
const streamSchema = z.object({ snapshot: z.object({ channels: z.array(placeSchema).min(1) }) })
const environment = (name: string) => ({ PATH: process.env.PATH, CONVENE_DATA: join(folder.path, name) })

const command = (name: string, args: string[], data: string) =>
  run(execPath, ['--no-warnings', at(`./${name}.ts`), ...args], { env: environment(data) })

async function entriesOf(name: string): Promise<Map<string, DumpRecord>> {
  const all = new Map<string, DumpRecord>()
  for await (const record of dumpSqliteFolder(join(folder.path, name, 'store'), tables))
    if (record.kind === 'entry') all.set(`${record.log} ${record.seq}`, record)
  return all
}

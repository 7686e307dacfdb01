import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { systemClock, type TempFolder, tempFolder } from '@convene/testkit'
import { z } from 'zod'
import { collect } from '../contract/harness.ts'
import { minutes as oldMinutes } from '../fixtures/release-1-tables.ts'
import type { Tx } from '../port.ts'
import { dumpSqliteFolder, openSqliteStore } from '../sqlite.ts'
import { table } from '../table.ts'

let folder: TempFolder
const running = new Set<ChildProcess>()

beforeEach(async () => {
  folder = await tempFolder()
})

afterEach(async () => {
  await Promise.all([...running].map(kill))
  await folder.remove()
})

test('ST80 a folder in use is refused with a sentence, in the same process and in another, until it is free', async () => {
  const child = append()
  await child.acknowledged(1)
  await expect(openSqliteStore(options())).rejects.toThrow(/in use by another running Convene/)
  await kill(child.process)
  const store = await openSqliteStore(options())
  await expect(openSqliteStore(options())).rejects.toThrow(/in use/)
  await store.close()
  await (await openSqliteStore(options())).close()
})

test('ST81 whatever was answered survives kill -9, without gaps, over several kills', async () => {
  let answered: number[] = []
  for (const atLeast of [40, 200, 90]) {
    const child = append()
    await child.acknowledged(atLeast)
    await kill(child.process)
    answered = [...answered, ...child.seqs]
    const store = await openSqliteStore(options())
    const head = await store.head('channel/1')
    const entries = await store.read('channel/1', 1, head + 1)
    await store.close()
    expect(entries).toEqual(Array.from({ length: head }, (_, i) => ({ seq: i + 1, value: { next: i + 1 } })))
    expect(Math.max(...answered)).toBeLessThanOrEqual(head)
    expect(new Set(answered).size).toBe(answered.length)
  }
})

test('ST82 a data file of release 1 opens with its rows migrated and its logs as they were', async () => {
  await copyFile(new URL('../fixtures/release-1.db', import.meta.url), join(folder.path, 'convene.db'))
  const schema = z.object({ id: z.string(), title: z.string(), season: z.string() })
  const minutes = table('minutes', schema, { indexes: { bySeason: ['season'] }, search: ['title'] })
  const renameHeading = {
    number: 2,
    name: 'heading becomes title and season',
    async up(tx: Tx) {
      for (const id of ['m1', 'm2']) {
        const [season = '', title = ''] = (await tx.get(oldMinutes, id))?.heading.split(': ') ?? []
        await tx.put(minutes, { id, title, season })
      }
    },
  }
  const migrations = [{ number: 1, name: 'begin', up: () => Promise.reject(new Error('ran already')) }, renameHeading]
  const store = await openSqliteStore({ ...options(), tables: [minutes], migrations })
  const { rows } = await store.list(minutes, { index: 'bySeason' })
  expect(rows).toEqual([
    { id: 'm2', season: 'Autumn', title: 'what we plan' },
    { id: 'm1', season: 'Spring', title: 'what we learned' },
  ])
  expect(await store.search(minutes, { text: 'learn' })).toEqual([rows[1]])
  expect([await store.tail('meeting/1'), await store.head('meeting/1')]).toEqual([1, 3])
  expect((await store.read('meeting/1', 1, 10)).map(({ value }) => value)).toEqual([
    { type: 'circulated' },
    { type: 'approved' },
  ])
  expect(await store.read('note/1', 1, 10)).toEqual([{ seq: 1, value: Uint8Array.of(1, 2, 3) }])
  await store.close()
})

test('ST83 two tables of one name are refused', async () => {
  const twice = [oldMinutes, table('minutes', z.object({ id: z.string() }))]
  await expect(openSqliteStore({ ...options(), tables: twice })).rejects.toThrow('Two tables are named minutes')
})

test('ST90 a dump beside reads a file of release 1 as it is, and refuses a folder without a store', async () => {
  await expect(collect(dumpSqliteFolder(folder.path, [oldMinutes]))).rejects.toThrow('There is no store')
  expect(await readdir(folder.path)).toEqual([])
  const file = join(folder.path, 'convene.db')
  await copyFile(new URL('../fixtures/release-1.db', import.meta.url), file)
  const before = await readFile(file)
  const newer = table('minutes', z.object({ id: z.string(), title: z.string() }), { search: ['title'] })
  const records = await collect(dumpSqliteFolder(folder.path, [newer, table('later', z.object({ id: z.string() }))]))
  expect(records).toContainEqual({
    kind: 'row',
    table: 'minutes',
    row: { id: 'm1', heading: 'Spring: what we learned' },
  })
  expect(records.map(({ kind }) => kind)).toEqual(['migration', 'row', 'row', 'log', 'log', 'entry', 'entry', 'entry'])
  expect((await readFile(file)).equals(before)).toBe(true)
})

function options() {
  return { folder: folder.path, tables: [], clock: systemClock }
}

/** Starts a process that appends to the folder without end. */
function append() {
  const script = fileURLToPath(new URL('../fixtures/append-forever.ts', import.meta.url))
  const child = spawn(process.execPath, ['--no-warnings', script, folder.path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.add(child)
  const seqs: number[] = []
  const lines = createInterface(child.stdout)
  lines.on('line', (line) => seqs.push(Number(line)))
  const acknowledged = async (count: number) => {
    while (seqs.length < count) await once(lines, 'line')
  }
  return { process: child, seqs, acknowledged }
}

async function kill(child: ChildProcess): Promise<void> {
  running.delete(child)
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close')
}

import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { bytes, type DumpRecord, type Store, StoreNotNew, table } from '@convene/store'
import { openSqliteStore } from '@convene/store/sqlite'
import { seededRandom, systemClock, type TempFolder, tempFolder } from '@convene/testkit'
import { z } from 'zod'
import { ArchiveError, readArchive } from './read-archive.ts'
import { restoreArchive } from './restore-archive.ts'
import { storeAt } from './store-address.ts'
import { writeArchive } from './write-archive.ts'

const pages = table('pages', z.object({ id: z.string(), text: z.string(), image: bytes.optional() }), {
  search: ['text'],
  binary: ['image'],
})
const tables = [pages]
const MADE_AT = new Date('2026-03-01T10:00:00Z')

let folder: TempFolder
let archive: string

beforeEach(async () => {
  folder = await tempFolder()
  archive = join(folder.path, 'backup.gz')
})
afterEach(() => folder.remove())

test('BK2 an archive damaged in any byte that matters is refused, and nothing is written', async () => {
  await backUpSmallStore()
  const whole = await readFile(archive)
  let harmless = 0
  for (const at of whole.keys()) {
    const damaged = Buffer.from(whole)
    damaged.writeUInt8(damaged.readUInt8(at) ^ 0x10, at)
    if (unpacksToTheSame(damaged, whole)) {
      harmless += 1
      continue
    }
    await writeFile(archive, damaged)
    await expect(restore('damaged')).rejects.toThrow(ArchiveError)
  }
  // Time, level and system in gzip's header, and at most one bit of padding at its end.
  expect(harmless).toBeLessThanOrEqual(7)
  expect(await readdir(folder.path)).not.toContain('damaged')
})

test('BK2 lines that were changed and packed again are refused', async () => {
  await backUpSmallStore()
  const lines = linesOf(await readFile(archive))
  const forged = lines.map((line) => line.replace('Agenda', 'Agendum'))
  expect(forged).not.toEqual(lines)
  for (const changed of [forged, lines.toSpliced(2, 1), [...lines, lines[1]]]) {
    await writeFile(archive, gzipSync(`${changed.join('\n')}\n`))
    await expect(restore('damaged')).rejects.toThrow(ArchiveError)
  }
  await writeFile(archive, gzipSync(`${lines.join('\n')}\n`))
  await restore('whole')
})

test('BK3 an archive cut short anywhere is refused, and nothing is written', async () => {
  await backUpSmallStore()
  const whole = await readFile(archive)
  for (const length of whole.keys()) {
    await writeFile(archive, whole.subarray(0, length))
    await expect(restore('damaged')).rejects.toThrow(ArchiveError)
  }
  const lines = linesOf(whole)
  for (const kept of lines.keys()) {
    await writeFile(
      archive,
      gzipSync(
        lines
          .slice(0, kept)
          .map((line) => `${line}\n`)
          .join(''),
      ),
    )
    await expect(restore('damaged')).rejects.toThrow(ArchiveError)
  }
  expect(await readdir(folder.path)).not.toContain('damaged')
})

test('BK4 an archive is restored only into a new folder', async () => {
  await backUpSmallStore()
  await restore('once')
  await expect(restore('once')).rejects.toThrow(StoreNotNew)
})

test('BK5 a backup made while the store is written to is one state of it', async () => {
  const store = await fill('busy', [])
  let writing = true
  const write = async () => {
    while (writing)
      await store.transact(async (tx) => {
        const seq = await tx.append('pages', 'added')
        await tx.insert(pages, { id: `${seq}`, text: 'Agenda', image: new Uint8Array(2_000) })
      })
  }
  const writers = [write(), write(), write()]
  try {
    const heads: number[] = []
    while (new Set(heads).size < 5) {
      const before = await store.head('pages')
      const { rows, entries } = await backUp('busy')
      expect(rows).toBe(entries)
      expect(entries).toBeGreaterThanOrEqual(before)
      expect(entries).toBeLessThanOrEqual(await store.head('pages'))
      heads.push(entries)
    }
  } finally {
    writing = false
    await Promise.all(writers)
    await store.close()
  }
})

test('BK6 a backup that fails leaves the one before, and only its owner may read a backup', async () => {
  await backUpSmallStore()
  const before = await readFile(archive)
  await expect(writeArchive(archive, breakingOff(), MADE_AT)).rejects.toThrow('cut')
  expect((await readFile(archive)).equals(before)).toBe(true)
  expect((await readdir(folder.path)).toSorted()).toEqual(['backup.gz', 'source'])
  expect((await stat(archive)).mode & 0o777).toBe(0o600)
})

test('BK7 what is no backup or in a newer format is refused with a sentence, and so is an address of no store', async () => {
  const file = (lines: unknown[]) => gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  const header = { kind: 'convene-backup', format: 2, madeAt: MADE_AT.toISOString() }
  const cases: [Buffer, string][] = [
    [Buffer.from('hello'), 'incorrect header check'],
    [file([{ some: 'log' }]), 'does not begin like a backup'],
    [file([header]), 'from a newer release'],
  ]
  for (const [content, sentence] of cases) {
    await writeFile(archive, content)
    await expect(restore('other')).rejects.toThrow(sentence)
  }
  await expect(storeAt('postgres://x', '.')).rejects.toThrow('The store should be')
  const nothing = await storeAt('sqlite:', folder.path)
  await expect(writeArchive(archive, nothing.dump(tables), MADE_AT)).rejects.toThrow('There is no store')
})

test('BK9 a line of any length and any text comes back', async () => {
  const text = 'a\u2028b\u2029c\rd\u0000"\\😀\ud800'
  const long = seededRandom(7).bytes(300_000)
  const given: DumpRecord[] = [
    { kind: 'row', table: 'pages', row: Object.assign({ id: text }, { text, image: long }) },
    { kind: 'log', log: text, head: 3, tail: 0 },
    { kind: 'entry', log: text, seq: 1, value: { [text]: [text, null, 1.5, true, {}] } },
    { kind: 'entry', log: text, seq: 2, value: new Uint8Array() },
    { kind: 'entry', log: text, seq: 3, value: null },
  ]
  await writeArchive(archive, each(given), MADE_AT)
  const back: DumpRecord[] = []
  for await (const record of readArchive(archive)) back.push(record)
  expect(back).toEqual(given)
})

async function fill(name: string, rows: readonly z.infer<typeof pages.schema>[]): Promise<Store> {
  const store = await openSqliteStore({ folder: join(folder.path, name), tables, clock: systemClock })
  await store.transact(async (tx) => {
    for (const row of rows) await tx.insert(pages, row)
  })
  return store
}

async function backUpSmallStore(): Promise<void> {
  const store = await fill('source', [
    { id: 'p1', text: 'Agenda', image: Uint8Array.of(0, 255) },
    { id: 'p2', text: 'Minutes' },
  ])
  await store.transact((tx) => tx.append('channel/1', { type: 'posted' }))
  await store.close()
  await backUp('source')
}

async function backUp(name: string) {
  const store = await storeAt(`sqlite:${join(folder.path, name)}`, '.')
  return await writeArchive(archive, store.dump(tables), MADE_AT)
}

async function restore(name: string) {
  const store = await storeAt(`sqlite:${join(folder.path, name)}`, '.')
  return await restoreArchive({ file: archive, store, tables, migrations: [], clock: systemClock })
}

function unpacksToTheSame(damaged: Buffer, whole: Buffer): boolean {
  try {
    return gunzipSync(damaged).equals(gunzipSync(whole))
  } catch {
    return false
  }
}

const linesOf = (packed: Buffer): string[] => gunzipSync(packed).toString().trimEnd().split('\n')

async function* each(records: readonly DumpRecord[]): AsyncGenerator<DumpRecord> {
  yield* records
}

async function* breakingOff(): AsyncGenerator<DumpRecord> {
  yield { kind: 'log', log: 'channel/1', head: 0, tail: 0 }
  throw new Error('cut')
}

import { join } from 'node:path'
import { bytes, type DumpRecord, type Store, StoreNotNew, table } from '@convene/store'
import {
  describeWith,
  type Mongo,
  sequenceIds,
  startMongo,
  systemClock,
  type TempFolder,
  tempFolder,
} from '@convene/testkit'
import { z } from 'zod'
import { restoreArchive } from './restore-archive.ts'
import { storeAt } from './store-address.ts'
import { writeArchive } from './write-archive.ts'

const pages = table(
  'pages',
  z.object({
    id: z.string(),
    handle: z.string().optional(),
    rank: z.number(),
    text: z.string(),
    image: bytes.optional(),
  }),
  { indexes: { byRank: ['rank'] }, unique: { handle: ['handle'] }, search: ['text'], binary: ['image'] },
)
const places = table('places', z.object({ id: z.string(), open: z.boolean() }), { indexes: { byOpen: ['open'] } })
const tables = [pages, places]
const MADE_AT = new Date('2026-03-01T10:00:00Z')

describeWith(['mongo'], 'Backups between engines', () => {
  let mongo: Mongo
  let folder: TempFolder
  const nextName = sequenceIds('place')
  const newPlace = {
    SQLite: () => `sqlite:${join(folder.path, nextName())}`,
    MongoDB: () => mongo.database(nextName()),
  }

  beforeAll(async () => {
    ;[mongo, folder] = await Promise.all([startMongo(), tempFolder()])
  })
  afterAll(() => Promise.all([mongo.stop(), folder.remove()]))

  test.each([
    ['SQLite', 'SQLite'],
    ['SQLite', 'MongoDB'],
    ['MongoDB', 'SQLite'],
    ['MongoDB', 'MongoDB'],
  ] as const)('BK1 what was kept in %s is the same, table for table and log for log, in %s', async (from, to) => {
    const file = join(folder.path, `${nextName()}.gz`)
    const [source, target] = [await storeAt(newPlace[from](), '.'), await storeAt(newPlace[to](), '.')]
    const store = await source.fill(tables, [], nothing(), systemClock)
    await fill(store)
    await store.close()

    const written = await writeArchive(file, source.dump(tables), MADE_AT)
    expect(written).toEqual({ tables: 2, rows: 1_203, logs: 4, entries: 1_504 })
    const restored = await restoreArchive({ file, store: target, tables, migrations: [], clock: systemClock })
    expect(restored).toEqual(written)
    expect(await byName(target.dump(tables))).toEqual(await byName(source.dump(tables)))
  })

  test('BK4 an archive is restored only into an empty database', async () => {
    const file = join(folder.path, `${nextName()}.gz`)
    const place = await storeAt(newPlace.MongoDB(), '.')
    await (await place.fill(tables, [], nothing(), systemClock)).close()
    await writeArchive(file, place.dump(tables), MADE_AT)
    const restoring = restoreArchive({ file, store: place, tables, migrations: [], clock: systemClock })
    await expect(restoring).rejects.toThrow(StoreNotNew)
  })
})

/** More than a batch of everything, with every kind of value. */
async function fill(store: Store): Promise<void> {
  const image = Uint8Array.from({ length: 256 }, (_, i) => i)
  await store.transact(async (tx) => {
    for (let i = 0; i < 1_200; i++) await tx.insert(pages, { id: `p${i}`, rank: i / 8, text: `Réunion ${i}`, image })
    await tx.insert(pages, { id: 'named', handle: 'h', rank: -1, text: 'बैठक \u2028 "' })
    await tx.insert(places, { id: 'a', open: true })
    await tx.insert(places, { id: 'b', open: false })
    for (let i = 0; i < 1_500; i++) await tx.append('channel/1', { type: 'posted', data: { i, none: null } })
    for (const value of [image, new Uint8Array(), 'text', [1.5]]) await tx.append('notes/1', value)
    await tx.append('trimmed', 'gone')
    await tx.append('trimmed', 'kept')
    await tx.trim('trimmed', 1)
    await tx.append('empty', 'gone')
    await tx.trim('empty', 1)
    await tx.trim('channel/1', 1)
  })
}

/** Everything under the name of its table or log: engines order logs in their own way. */
async function byName(records: AsyncIterable<DumpRecord>): Promise<Map<string, DumpRecord>> {
  const all = new Map<string, DumpRecord>()
  for await (const record of records) all.set(nameOf(record), record)
  return all
}

function nameOf(record: DumpRecord): string {
  if (record.kind === 'row') return `row ${record.table} ${record.row.id}`
  if (record.kind === 'log') return `log ${record.log}`
  return record.kind === 'entry' ? `entry ${record.log} ${record.seq}` : `migration ${record.number}`
}

async function* nothing(): AsyncGenerator<DumpRecord> {}

import { closeCodes, createNotesServer, notesTables } from '@convene/notes-sync'
import { openSqliteStore } from '@convene/store/sqlite'
import { seededRandom, systemClock, tempFolder } from '@convene/testkit'
import { pino } from 'pino'
import { lossyBus } from '../testing/lossy-bus.ts'
import { storeWith } from '../testing/store-with.ts'
import { createFeed } from './feed.ts'

const quiet = pino({ level: 'silent' })

test('FD11 writers of notes that another node compacted before this one heard the edits come back to read them anew', async () => {
  await using folder = await tempFolder()
  const store = await openSqliteStore({ folder: folder.path, tables: notesTables, clock: systemClock, windowMs: 0 })
  const bus = lossyBus(1, seededRandom(1), { lost: 1, repeated: 0, reordered: 0, bare: 0 })
  // This node hears of no commit, as if all were made elsewhere while the bus was away.
  const deaf = storeWith(store, { onCommit: () => () => {} })
  const [end] = bus.ends
  if (!end) throw new Error('the bus has no end')
  const feed = createFeed(deaf, end, quiet, systemClock)
  const notes = createNotesServer({
    store,
    feed,
    signals: { publish() {}, subscribe: () => () => {} },
    clock: systemClock,
    log: quiet,
    accessOf: async () => 'write',
  })
  const closed = new Promise<number>((resolve) => {
    const person = { id: 'ann', name: 'Ann', color: '#000000' }
    const socket = { send() {}, close: (code: number) => resolve(code), buffered: 0 }
    notes.connect({ docName: 'minutes', access: 'write', person, ack: false }, socket)
  })
  await feed.watch('notes/minutes')
  await store.transact(async (tx) => {
    for (let n = 0; n < 3; n++) await tx.append('notes/minutes', new Uint8Array([n]))
    await tx.trim('notes/minutes', 3)
  })
  bus.tellLoss()
  expect(await closed).toBe(closeCodes.unavailable)
  await notes.close()
  feed.close()
  await store.close()
})

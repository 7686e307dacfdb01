import { AppError, contract, event, streamOf } from '@convene/protocol'
import { type Store, table } from '@convene/store'
import { openSqliteStore } from '@convene/store/sqlite'
import { sequenceIds, systemClock, tempFolder } from '@convene/testkit'
import { pino } from 'pino'
import { z } from 'zod'
import { storeWith } from '../testing/store-with.ts'
import type { PersonActor } from './actor.ts'
import { command } from './command.ts'
import { createExecutor } from './execute.ts'
import { keysTable } from './keys.ts'

const notesTable = table('notes', z.object({ id: z.string(), word: z.string() }), { unique: { byWord: ['word'] } })
const noted = event('channel', 'test.noted', z.object({ word: z.string() }))
const shape = { input: z.object({ word: z.string() }), output: z.object({ word: z.string() }) }
const note = command(contract('test.note', 'Note a word', shape), {
  load: async () => null,
  allow: () => true,
  async run({ tx, newId, emit }, _, { word }) {
    if (word === 'fault') throw new TypeError('a fault of our own')
    await tx.insert(notesTable, { id: newId(), word })
    await emit('one', noted, { word })
    return { word }
  },
})
const alike = { ...note, contract: { ...note.contract, name: 'test.noteToo' } }

let folder: Awaited<ReturnType<typeof tempFolder>>
let store: Store
beforeEach(async () => {
  folder = await tempFolder()
  const tables = [notesTable, keysTable]
  store = await openSqliteStore({ folder: folder.path, tables, clock: systemClock, windowMs: 0 })
})
afterEach(async () => {
  await store.close()
  await folder.remove()
})

const person = (personId: string): PersonActor => ({ kind: 'person', personId, name: personId, sessionId: personId })
function caller(on: Store = store) {
  const { execute } = createExecutor(
    {
      store: on,
      clock: systemClock,
      newId: sequenceIds(),
      randomBytes: (length) => new Uint8Array(length),
      log: pino({ level: 'silent' }),
    },
    [{ name: 'test', commands: [note, alike] }],
  )
  return (word: string, key?: string, who = 'ann', name = 'test.note') =>
    execute(name, { word }, { actor: person(who), key })
}

test('KT60 a key stands for one act: again it returns the first result, and elsewhere it is another key', async () => {
  const call = caller()
  expect(await call('one', 'k')).toEqual({ word: 'one' })
  expect(await call('one', 'k')).toEqual({ word: 'one' })
  expect(await call('other', 'k')).toEqual({ word: 'one' })
  expect(await store.head(streamOf('channel', 'one'))).toBe(1)
  expect(await call('two', 'k', 'ben')).toEqual({ word: 'two' })
  expect(await call('three', 'k', 'ann', 'test.noteToo')).toEqual({ word: 'three' })
  expect(await Promise.all([call('four', 'race'), call('four', 'race')])).toEqual([{ word: 'four' }, { word: 'four' }])
  expect(await store.head(streamOf('channel', 'one'))).toBe(4)
  for (const key of ['with space', 'é', 'x'.repeat(201)])
    await expect(call('five', key)).rejects.toMatchObject({ reason: 'command.bad-key' })
})

test('KT61 what another call took first is a conflict, and nothing of the later one is kept', async () => {
  const call = caller()
  await call('taken')
  await expect(call('taken', 'k')).rejects.toMatchObject({ kind: 'conflict', reason: 'command.overtaken' })
  expect(await call('free', 'k')).toEqual({ word: 'free' })
})

test('KT62 a call the store cannot serve is unavailable; a fault of our own stays one', async () => {
  await expect(caller()('fault')).rejects.toThrow(TypeError)
  const down = () => Promise.reject(new Error('no primary'))
  const failing = caller(storeWith(store, { transact: down, ping: down }))('word')
  await expect(failing).rejects.toEqual(new AppError('unavailable', 'store.unreachable'))
})

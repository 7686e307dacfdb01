import type { Migration } from '../migrations.ts'
import { type DumpRecord, type Store, StoreNotNew } from '../port.ts'
import { collect, notes, type OpenStore, on, people, tables } from './harness.ts'

/** A store filled from a dump, and a dump read beside a running server. */
export function copyRules(open: OpenStore): void {
  test(
    'ST65 a store filled from a dump holds every row, log, head, tail and entry of it, finds by index and search, and counts go on',
    on(open, async (store, opened) => {
      await fill(store)
      const copy = await opened.copy(store.dump())
      expect(await collect(copy.dump())).toEqual(await collect(store.dump()))
      expect((await copy.list(notes, { index: 'byTopic', prefix: ['t'] })).rows.map(({ id }) => id)).toEqual([
        'n2',
        'n1',
      ])
      expect((await copy.find(notes, 'handle', ['h']))?.image).toEqual(Uint8Array.of(0, 255))
      expect((await copy.search(notes, { text: 'agenda' })).map(({ id }) => id)).toEqual(['n1'])
      expect(await copy.transact((tx) => tx.append('channel/1', 'next'))).toBe(4)
      await copy.close()
    }),
  )

  test(
    'ST66 only a new place is filled: another is refused and stays as it was',
    on(open, async (store, opened) => {
      await fill(store)
      const copy = await opened.copy(store.dump())
      await copy.transact((tx) => tx.append('channel/1', 'its own'))
      const kept = await collect(copy.dump())
      await copy.close()
      await expect(opened.copy(store.dump())).rejects.toThrow(StoreNotNew)
      await expect(opened.copy(records([]))).rejects.toThrow(StoreNotNew)
      const again = await opened.copy()
      expect(await collect(again.dump())).toEqual(kept)
      await again.close()
    }),
  )

  test(
    'ST67 a dump that breaks off, or has rows this release does not know, leaves nothing: the place can be filled afterwards',
    on(open, async (store, opened) => {
      await fill(store)
      await expect(opened.copy(breakingOff(store.dump()))).rejects.toThrow('cut')
      const foreign: DumpRecord = { kind: 'row', table: 'unheard-of', row: { id: 'x' } }
      await expect(opened.copy(records([foreign]))).rejects.toThrow('unheard-of')
      const copy = await opened.copy(store.dump())
      expect(await collect(copy.dump())).toEqual(await collect(store.dump()))
      await copy.close()
    }),
  )

  test('ST68 a dump brings the migrations it has seen; the others run on its rows, and one of a newer release is refused', async () => {
    const opened = await open(tables, [step(1, 'one')])
    try {
      await fill(opened.store)
      await expect(opened.copy(opened.store.dump(), [])).rejects.toThrow('newer release')
      const copy = await opened.copy(opened.store.dump(), [step(1, 'one'), step(2, 'two')])
      // Run again, step 1 would have appended once more.
      expect((await copy.read('steps', 1, 10)).map(({ value }) => value)).toEqual(['one: 0 people', 'two: 1 people'])
      await copy.close()
    } finally {
      await opened.dispose()
    }
  })

  test(
    'ST69 a dump read beside a store in use is one state of it, and the store goes on meanwhile',
    on(open, async (store, opened) => {
      await fill(store)
      const before = await collect(store.dump())
      const beside: DumpRecord[] = []
      for await (const record of opened.dumpBeside()) {
        beside.push(record)
        await store.transact(async (tx) => {
          const seq = await tx.append('channel/1', 'meanwhile')
          await tx.insert(people, { id: `late ${seq}`, name: 'Late' })
        })
      }
      expect(beside).toEqual(before)
      expect((await collect(opened.dumpBeside())).length).toBe(before.length * 3)
    }),
  )
}

/** Every kind of record: rows with and without bytes, a trimmed log, a log trimmed whole, a log of bytes. */
async function fill(store: Store): Promise<void> {
  await store.transact(async (tx) => {
    const image = Uint8Array.of(0, 255)
    await tx.insert(notes, { id: 'n1', topic: 't', rank: 2, handle: 'h', title: 'Agenda', done: true, image })
    await tx.insert(notes, { id: 'n2', topic: 't', rank: 1, title: 'Ordre du jour', tags: ['\u2028', '"'] })
    await tx.insert(people, { id: 'p1', name: 'Ana' })
    for (const value of ['a', { b: null }, 'c']) await tx.append('channel/1', value)
    await tx.trim('channel/1', 1)
    await tx.append('notes/1', Uint8Array.of(1, 2, 3))
    await tx.append('notes/1', new Uint8Array())
    await tx.append('gone', 'x')
    await tx.trim('gone', 1)
  })
}

const step = (number: number, name: string): Migration => ({
  number,
  name,
  async up(tx) {
    const found = await tx.get(people, 'p1')
    await tx.append('steps', `${name}: ${found ? 1 : 0} people`)
  },
})

async function* records(items: readonly DumpRecord[]): AsyncGenerator<DumpRecord> {
  yield* items
}

async function* breakingOff(items: AsyncIterable<DumpRecord>): AsyncGenerator<DumpRecord> {
  yield* items
  throw new Error('cut')
}

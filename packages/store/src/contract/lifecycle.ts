import type { DumpRecord } from '../port.ts'
import { UniqueViolation } from '../port.ts'
import { collect, notes, type OpenStore, on, people, plainNotes, tables } from './harness.ts'

export function lifecycleRules(open: OpenStore): void {
  test(
    'ST60 opening again keeps rows, entries, heads and tails, and counts go on, also after a whole log was trimmed',
    on(open, async (store, opened) => {
      const row = { id: 'n1', topic: 't', title: 'Agenda', image: Uint8Array.of(0, 255) }
      await store.transact(async (tx) => {
        await tx.insert(notes, row)
        for (const value of ['a', 'b']) await tx.append('channel/1', value)
        await tx.append('channel/2', 'c')
        await tx.trim('channel/1', 2)
      })
      const again = await opened.reopen()
      expect(await again.get(notes, 'n1')).toEqual(row)
      expect(await again.search(notes, { text: 'agenda' })).toEqual([row])
      expect([await again.tail('channel/1'), await again.head('channel/1')]).toEqual([2, 2])
      expect(await again.transact((tx) => tx.append('channel/1', 'd'))).toBe(3)
      expect(await again.read('channel/2', 1, 10)).toEqual([{ seq: 1, value: 'c' }])
    }),
  )

  test('ST61 an index, unique or search field added to a table with rows holds them from the next opening on', async () => {
    const opened = await open([plainNotes, people])
    try {
      const image = Uint8Array.of(1, 2, 3)
      await opened.store.transact(async (tx) => {
        await tx.insert(plainNotes, { id: 'n2', topic: 't', rank: 2, title: 'Second agenda' })
        await tx.insert(plainNotes, { id: 'n1', topic: 't', rank: 1, handle: 'h', title: 'First agenda', image })
      })
      const store = await opened.reopen(tables)
      const { rows } = await store.list(notes, { index: 'byTopic', prefix: ['t'] })
      expect(rows.map(({ id }) => id)).toEqual(['n1', 'n2'])
      expect(rows[0]?.image).toEqual(image)
      expect((await store.find(notes, 'handle', ['h']))?.id).toBe('n1')
      await expect(store.transact((tx) => tx.insert(notes, { id: 'n3', handle: 'h' }))).rejects.toThrow(UniqueViolation)
      expect((await store.search(notes, { text: 'first ag' })).map(({ id }) => id)).toEqual(['n1'])
    } finally {
      await opened.dispose()
    }
  })

  test(
    'ST62 dump gives every row, log and entry of one state',
    on(open, async (store) => {
      const rows = Array.from({ length: 1_200 }, (_, i) => ({ id: `p${i}`, name: 'Ana' }))
      const image = Uint8Array.of(9)
      await store.transact(async (tx) => {
        for (const row of rows) await tx.insert(people, row)
        await tx.insert(notes, { id: 'n1', image })
        for (const value of ['a', 'b']) await tx.append('channel/1', value)
        await tx.append('note/1', image)
        await tx.trim('channel/1', 1)
        await tx.append('gone', 'x')
        await tx.trim('gone', 1)
      })
      const records: DumpRecord[] = []
      for await (const record of store.dump()) {
        if (records.length === 0)
          await store.transact(async (tx) => {
            await tx.insert(people, { id: 'later', name: 'Late' })
            await tx.append('channel/1', 'late')
          })
        records.push(record)
      }
      const dumped = records.flatMap((record) =>
        record.kind === 'row' && record.table === 'people' ? [record.row] : [],
      )
      expect(new Set(dumped.map(({ id }) => id))).toEqual(new Set(rows.map(({ id }) => id)))
      expect(dumped.length).toBe(rows.length)
      const rest = records.filter((record) => record.kind !== 'row' || record.table !== 'people')
      expect(rest.length).toBe(6)
      expect(rest).toEqual(
        expect.arrayContaining([
          { kind: 'row', table: 'notes', row: { id: 'n1', image } },
          { kind: 'log', log: 'channel/1', head: 2, tail: 1 },
          { kind: 'log', log: 'note/1', head: 1, tail: 0 },
          { kind: 'log', log: 'gone', head: 1, tail: 1 },
          { kind: 'entry', log: 'channel/1', seq: 2, value: 'b' },
          { kind: 'entry', log: 'note/1', seq: 1, value: image },
        ]),
      )
    }),
  )

  test(
    'ST62 a dump left early leaves the store working',
    on(open, async (store) => {
      await store.transact((tx) => tx.insert(people, { id: 'p1', name: 'Ana' }))
      for await (const record of store.dump()) {
        expect(record.kind).toBe('row')
        break
      }
      expect((await collect(store.dump())).length).toBe(1)
    }),
  )

  test(
    'ST63 close waits for transactions under way; closing twice is fine; afterwards everything rejects',
    on(open, async (store, opened) => {
      const work = Array.from({ length: 20 }, (_, i) => store.transact((tx) => tx.append('channel/1', i)))
      const closing = [store.close(), store.close()]
      expect((await Promise.all(work)).length).toBe(20)
      await Promise.all(closing)
      await store.close()
      await expect(store.transact((tx) => tx.append('channel/1', 'x'))).rejects.toThrow()
      await expect(store.get(people, 'p1')).rejects.toThrow()
      await expect(store.view((view) => view.head('channel/1'))).rejects.toThrow()
      await expect(store.ping()).rejects.toThrow()
      expect(await (await opened.reopen()).head('channel/1')).toBe(20)
    }),
  )

  test(
    'ST64 ping answers while the store works',
    on(open, async (store) => {
      await expect(store.ping()).resolves.toBeUndefined()
    }),
  )
}

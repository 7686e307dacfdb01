import { RowMissing } from '../port.ts'
import { notes, type OpenStore, on, people } from './harness.ts'

export function rowRules(open: OpenStore): void {
  test(
    'ST11 put inserts a row, then replaces it whole',
    on(open, async (store) => {
      await store.transact((tx) => tx.put(notes, { id: 'n1', topic: 't', handle: 'h' }))
      await store.transact((tx) => tx.put(notes, { id: 'n1', topic: 'u' }))
      expect(await store.get(notes, 'n1')).toEqual({ id: 'n1', topic: 'u' })
      expect(await store.find(notes, 'handle', ['h'])).toBeUndefined()
    }),
  )

  test(
    'ST12 patch merges fields and returns the row; undefined removes a field',
    on(open, async (store) => {
      await store.transact((tx) => tx.insert(notes, { id: 'n1', topic: 't', handle: 'h', done: true }))
      const row = await store.transact((tx) => tx.patch(notes, 'n1', { handle: undefined, done: false }))
      expect(Object.keys(row).toSorted()).toEqual(['done', 'id', 'topic'])
      expect(row).toEqual({ id: 'n1', topic: 't', done: false })
      expect(await store.get(notes, 'n1')).toEqual(row)
      expect(await store.find(notes, 'handle', ['h'])).toBeUndefined()
    }),
  )

  test(
    'ST12 patch of an absent row throws RowMissing',
    on(open, async (store) => {
      await expect(store.transact((tx) => tx.patch(notes, 'n1', { topic: 't' }))).rejects.toThrow(RowMissing)
    }),
  )

  test(
    'ST13 delete removes a row from every index; deleting what is absent does nothing',
    on(open, async (store) => {
      const row = { id: 'n1', topic: 't', handle: 'h', title: 'Agenda' }
      await store.transact((tx) => tx.insert(notes, row))
      await store.transact((tx) => tx.delete(notes, 'n1'))
      await store.transact((tx) => tx.delete(notes, 'n1'))
      expect(await store.get(notes, 'n1')).toBeUndefined()
      expect(await store.find(notes, 'handle', ['h'])).toBeUndefined()
      expect((await store.list(notes, { index: 'byTopic' })).rows).toEqual([])
      expect(await store.search(notes, { text: 'agenda' })).toEqual([])
      await store.transact((tx) => tx.insert(notes, row))
      expect(await store.search(notes, { text: 'agenda' })).toEqual([row])
    }),
  )

  test(
    'ST14 a row its schema refuses is not stored, and fields the schema does not know are dropped',
    on(open, async (store) => {
      const bad = { id: 'n1', rank: Number.NaN }
      await expect(store.transact((tx) => tx.insert(notes, bad))).rejects.toThrow('notes')
      expect(await store.get(notes, 'n1')).toBeUndefined()
      const wide = { id: 'p1', name: 'Ana', age: 7 }
      await store.transact((tx) => tx.insert(people, wide))
      expect(await store.get(people, 'p1')).toEqual({ id: 'p1', name: 'Ana' })
    }),
  )

  test(
    'ST15 values come back as what they were: booleans, null, fractions, any text, lists, bytes and no bytes',
    on(open, async (store) => {
      const every = Uint8Array.from({ length: 256 }, (_, i) => i)
      const rows = [
        { id: 'n1', done: true, rank: null, tags: ['a', ''], title: 'nul \u0000 and 😀 बैठक', image: every },
        { id: 'n2', done: false, rank: -1.5e-9, tags: [], image: new Uint8Array(0) },
        { id: 'n3', rank: 2 ** 53 - 1 },
      ]
      await store.transact(async (tx) => {
        for (const row of rows) await tx.insert(notes, row)
      })
      for (const row of rows) {
        const stored = await store.get(notes, row.id)
        expect(stored).toEqual(row)
        expect(stored?.image instanceof Uint8Array).toBe(row.image !== undefined)
      }
      expect((await store.list(notes, { index: 'byDone', prefix: [true] })).rows).toEqual([rows[0]])
      expect((await store.list(notes, { index: 'byDone', prefix: [false] })).rows).toEqual([rows[1]])
      expect(await store.transact((tx) => tx.patch(notes, 'n1', { title: 'kept' }))).toMatchObject({ image: every })
    }),
  )

  test(
    'ST16 find gives the row with these values of a unique index, and none for a lacking one',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        await tx.insert(notes, { id: 'n1', topic: 't', title: 'One' })
        await tx.insert(notes, { id: 'n2', topic: 't', title: 'Two' })
        await tx.insert(notes, { id: 'n3' })
      })
      expect((await store.find(notes, 'topicAndTitle', ['t', 'Two']))?.id).toBe('n2')
      expect(await store.find(notes, 'topicAndTitle', ['t', 'Three'])).toBeUndefined()
      expect(await store.find(notes, 'handle', [null])).toBeUndefined()
    }),
  )
}

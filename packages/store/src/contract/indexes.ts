import type { Query, Store } from '../port.ts'
import { notes, type OpenStore, on } from './harness.ts'

type NotesQuery = Query<'byTopic' | 'byDone'>

export function indexRules(open: OpenStore): void {
  test(
    'ST20 an index orders by its columns, then id, lacking columns first; reverse walks it backwards',
    on(open, async (store) => {
      await fill(store)
      expect(await ids(store, { index: 'byTopic' })).toEqual(ORDERED)
      expect(await ids(store, { index: 'byTopic', reverse: true })).toEqual(ORDERED.toReversed())
    }),
  )

  test(
    'ST21 paging visits every row once, both ways, at any page size, and ends without a cursor',
    on(open, async (store) => {
      await fill(store)
      for (const limit of [1, 2, 3, ORDERED.length, 1_000]) {
        expect(await paged(store, { index: 'byTopic', limit })).toEqual(ORDERED)
        expect(await paged(store, { index: 'byTopic', limit, reverse: true })).toEqual(ORDERED.toReversed())
        expect(await paged(store, { index: 'byTopic', prefix: ['a'], limit })).toEqual(TOPIC_A)
        const bounded: NotesQuery = { index: 'byTopic', prefix: ['a'], from: null, below: 2, limit }
        expect(await paged(store, bounded)).toEqual(['a0', 'a1', 'a2', 'a3'])
        expect(await paged(store, { ...bounded, reverse: true })).toEqual(['a3', 'a2', 'a1', 'a0'])
        const upper: NotesQuery = { index: 'byTopic', prefix: ['a'], from: 1, limit }
        expect(await paged(store, { ...upper, reverse: true })).toEqual(['a5', 'a4', 'a3', 'a2'])
      }
    }),
  )

  test(
    'ST21 a page goes on after its last row, whatever was added or removed meanwhile',
    on(open, async (store) => {
      await fill(store)
      const { cursor } = await store.list(notes, { index: 'byTopic', prefix: ['a'], limit: 3 })
      await store.transact(async (tx) => {
        await tx.delete(notes, 'a2')
        await tx.insert(notes, { id: 'a22', topic: 'a', rank: 1 })
        await tx.insert(notes, { id: 'a00', topic: 'a' })
      })
      const next = await store.list(notes, { index: 'byTopic', prefix: ['a'], ...(cursor && { cursor }) })
      expect(next.rows.map(({ id }) => id)).toEqual(['a22', 'a3', 'a4', 'a5'])
    }),
  )

  test(
    'ST22 a prefix fixes whole columns: a is not ab',
    on(open, async (store) => {
      await fill(store)
      expect(await ids(store, { index: 'byTopic', prefix: ['a'] })).toEqual(TOPIC_A)
      expect(await ids(store, { index: 'byTopic', prefix: ['ab'] })).toEqual(['ab1'])
      expect(await ids(store, { index: 'byTopic', prefix: ['a', 1] })).toEqual(['a2', 'a3'])
      expect(await ids(store, { index: 'byTopic', prefix: [null] })).toEqual(['x0', 'x1'])
      expect(await ids(store, { index: 'byTopic', prefix: ['missing'] })).toEqual([])
    }),
  )

  test(
    'ST23 from takes its value in and below leaves it out, on the column after the prefix',
    on(open, async (store) => {
      await fill(store)
      const a: NotesQuery = { index: 'byTopic', prefix: ['a'] }
      expect(await ids(store, { ...a, from: 1, below: 2 })).toEqual(['a2', 'a3'])
      expect(await ids(store, { ...a, from: 1 })).toEqual(['a2', 'a3', 'a4', 'a5'])
      expect(await ids(store, { ...a, from: 1, below: 10, reverse: true })).toEqual(['a4', 'a3', 'a2'])
      expect(await ids(store, { index: 'byTopic', from: 'ab' })).toEqual(['ab1', 'b1'])
      expect(await ids(store, { index: 'byTopic', prefix: ['a', 1], from: 'a3' })).toEqual(['a3'])
    }),
  )

  test(
    'ST24 below alone leaves out rows lacking the column; from null takes them in',
    on(open, async (store) => {
      await fill(store)
      const a: NotesQuery = { index: 'byTopic', prefix: ['a'] }
      expect(await ids(store, { ...a, below: 2 })).toEqual(['a2', 'a3'])
      expect(await ids(store, { ...a, from: null, below: 2 })).toEqual(['a0', 'a1', 'a2', 'a3'])
      expect(await ids(store, { ...a, from: null, below: 2, reverse: true })).toEqual(['a3', 'a2', 'a1', 'a0'])
      expect(await ids(store, { ...a, from: null })).toEqual(TOPIC_A)
      expect(await ids(store, { ...a, below: null })).toEqual([])
    }),
  )

  test(
    'ST25 count counts what list would walk',
    on(open, async (store) => {
      await fill(store)
      expect(await store.count(notes, { index: 'byTopic' })).toBe(ORDERED.length)
      expect(await store.count(notes, { index: 'byTopic', prefix: ['a'] })).toBe(TOPIC_A.length)
      expect(await store.count(notes, { index: 'byTopic', prefix: ['a'], from: null, below: 2 })).toBe(4)
      expect(await store.count(notes, { index: 'byTopic', prefix: ['a'], below: 2 })).toBe(2)
    }),
  )

  test(
    'ST26 a cursor of another list and a limit outside 1 to 1,000 are refused; without one a page has 100 rows',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        for (let i = 0; i < 101; i += 1) await tx.insert(notes, { id: `n${i}`, done: true })
      })
      const page = await store.list(notes, { index: 'byDone' })
      expect(page.rows.length).toBe(100)
      await expect(store.list(notes, { index: 'byTopic', cursor: page.cursor ?? '' })).rejects.toThrow('cursor')
      await expect(store.list(notes, { index: 'byDone', cursor: 'rubbish' })).rejects.toThrow('cursor')
      for (const limit of [0, 1_001, 1.5, Number.NaN])
        await expect(store.list(notes, { index: 'byDone', limit })).rejects.toThrow('limit')
    }),
  )

  test(
    'ST27 an index follows every change of its columns',
    on(open, async (store) => {
      await fill(store)
      await store.transact(async (tx) => {
        await tx.patch(notes, 'a5', { rank: 0 })
        await tx.patch(notes, 'a2', { rank: undefined })
        await tx.put(notes, { id: 'b1', topic: 'a', rank: 99 })
      })
      const expected = ['a0', 'a1', 'a2', 'a5', 'a3', 'a4', 'b1']
      expect(await ids(store, { index: 'byTopic', prefix: ['a'] })).toEqual(expected)
    }),
  )
}

const TOPIC_A = ['a0', 'a1', 'a2', 'a3', 'a4', 'a5']
const ORDERED = ['x0', 'x1', ...TOPIC_A, 'ab1', 'b1']

/** Ranks that text order would get wrong (10 before 2), missing ones, and topics that begin alike. */
function fill(store: Store): Promise<void> {
  return store.transact(async (tx) => {
    await tx.insert(notes, { id: 'b1', topic: 'b', rank: 1 })
    await tx.insert(notes, { id: 'ab1', topic: 'ab', rank: 1 })
    await tx.insert(notes, { id: 'a5', topic: 'a', rank: 10 })
    await tx.insert(notes, { id: 'a4', topic: 'a', rank: 2 })
    await tx.insert(notes, { id: 'a3', topic: 'a', rank: 1 })
    await tx.insert(notes, { id: 'a2', topic: 'a', rank: 1 })
    await tx.insert(notes, { id: 'a1', topic: 'a', rank: null })
    await tx.insert(notes, { id: 'a0', topic: 'a' })
    await tx.insert(notes, { id: 'x1', rank: 5 })
    await tx.insert(notes, { id: 'x0' })
  })
}

async function ids(store: Store, query: NotesQuery): Promise<string[]> {
  return (await store.list(notes, query)).rows.map(({ id }) => id)
}

async function paged(store: Store, query: NotesQuery): Promise<string[]> {
  const seen: string[] = []
  let page = await store.list(notes, query)
  for (;;) {
    expect(page.rows.length).toBeLessThanOrEqual(query.limit ?? 100)
    seen.push(...page.rows.map(({ id }) => id))
    if (page.cursor === undefined) return seen
    expect(page.rows.length).toBe(query.limit)
    page = await store.list(notes, { ...query, cursor: page.cursor })
    expect(page.rows.length).toBeGreaterThan(0)
  }
}

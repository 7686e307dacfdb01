import type { Committed, Store } from '../port.ts'
import { type OpenStore, on, people } from './harness.ts'

export function commitRules(open: OpenStore): void {
  test(
    'ST40 listeners are told of all a commit appended, in order and with seqs, before its callers are answered',
    on(open, async (store) => {
      const told = listen(store)
      const answered: string[] = []
      const appendTwo = async (lane: string) => {
        await store.transact(
          async (tx) => {
            await tx.append(lane, 'a')
            await tx.append('shared', lane)
            await tx.append(lane, 'b')
          },
          { lane: 'shared' },
        )
        expect(told.filter(({ log }) => log === lane).map(({ value }) => value)).toEqual(['a', 'b'])
        answered.push(lane)
      }
      await Promise.all(['channel/1', 'channel/2', 'channel/3'].map(appendTwo))
      expect(answered.length).toBe(3)
      expect(told.length).toBe(9)
      const shared = told.filter(({ log }) => log === 'shared')
      expect(shared.map(({ log: _, ...entry }) => entry)).toEqual(await store.read('shared', 1, 10))
    }),
  )

  test(
    'ST41 when listeners are told, reads see the commit',
    on(open, async (store) => {
      const seen: Promise<unknown>[] = []
      store.onCommit(() => seen.push(store.head('channel/1'), store.get(people, 'p1')))
      await store.transact(async (tx) => {
        await tx.insert(people, { id: 'p1', name: 'Ana' })
        await tx.append('channel/1', 'x')
      })
      expect(await Promise.all(seen)).toEqual([1, { id: 'p1', name: 'Ana' }])
    }),
  )

  test(
    'ST42 nothing rolled back is told, and a commit that appended nothing is not told',
    on(open, async (store) => {
      const told = listen(store)
      let calls = 0
      store.onCommit(() => {
        calls += 1
      })
      const work = [0, 1, 2, 3].map((i) =>
        store.transact(
          async (tx) => {
            await tx.append('channel/1', i)
            if (i === 1) throw new Error('undo')
          },
          { lane: 'channel/1' },
        ),
      )
      await Promise.allSettled(work)
      expect(told.map(({ seq, value }) => [seq, value])).toEqual([
        [1, 0],
        [2, 2],
        [3, 3],
      ])
      const before = calls
      await store.transact((tx) => tx.insert(people, { id: 'p1', name: 'Ana' }))
      expect(calls).toBe(before)
    }),
  )

  test(
    'ST43 an entry replaced in its own transaction is told as replaced',
    on(open, async (store) => {
      const told = listen(store)
      await store.transact(async (tx) => {
        const seq = await tx.append('channel/1', 'secret')
        await tx.replace('channel/1', seq, 'redacted')
      })
      expect(told).toEqual([{ log: 'channel/1', seq: 1, value: 'redacted' }])
    }),
  )

  test(
    'ST44 an unsubscribed listener is told no more, the same function subscribed twice is two listeners',
    on(open, async (store) => {
      const told: Committed[] = []
      const listener = (entries: readonly Committed[]) => void told.push(...entries)
      const stopFirst = store.onCommit(listener)
      const stopSecond = store.onCommit(listener)
      await store.transact((tx) => tx.append('channel/1', 'both'))
      stopFirst()
      stopFirst()
      await store.transact((tx) => tx.append('channel/1', 'one'))
      stopSecond()
      await store.transact((tx) => tx.append('channel/1', 'none'))
      expect(told.map(({ value }) => value)).toEqual(['both', 'both', 'one'])
    }),
  )
}

function listen(store: Store): Committed[] {
  const told: Committed[] = []
  store.onCommit((entries) => void told.push(...entries))
  return told
}

import { type Tx, UniqueViolation } from '../port.ts'
import { type Note, notes, type OpenStore, on, people } from './harness.ts'

export function transactionRules(open: OpenStore): void {
  test(
    'ST1 a transaction writes several tables and logs together and answers what its handler returned',
    on(open, async (store) => {
      const seq = await store.transact(async (tx) => {
        await tx.insert(notes, { id: 'n1', title: 'Agenda' })
        await tx.insert(people, { id: 'p1', name: 'Ana' })
        await tx.append('channel/2', { type: 'other' })
        return tx.append('channel/1', { type: 'noted' })
      })
      expect(seq).toBe(1)
      expect(await store.get(notes, 'n1')).toEqual({ id: 'n1', title: 'Agenda' })
      expect(await store.get(people, 'p1')).toEqual({ id: 'p1', name: 'Ana' })
      expect(await store.read('channel/1', 1, 10)).toEqual([{ seq: 1, value: { type: 'noted' } }])
      expect(await store.head('channel/2')).toBe(1)
    }),
  )

  test(
    'ST2 a throw undoes everything the handler did and reaches its caller as it was thrown',
    on(open, async (store) => {
      await store.transact((tx) => tx.insert(people, { id: 'p0', name: 'Before' }))
      const thrown = new Error('no such channel')
      const failing = store.transact(async (tx) => {
        await tx.insert(notes, { id: 'n1', title: 'Agenda' })
        await tx.patch(people, 'p0', { name: 'After' })
        await tx.append('channel/1', 'gone')
        throw thrown
      })
      await expect(failing).rejects.toBe(thrown)
      expect(await store.get(notes, 'n1')).toBeUndefined()
      expect(await store.search(notes, { text: 'agenda' })).toEqual([])
      expect(await store.get(people, 'p0')).toEqual({ id: 'p0', name: 'Before' })
      expect(await store.head('channel/1')).toBe(0)
    }),
  )

  test(
    'ST3 one that throws among many at once leaves the others whole',
    on(open, async (store) => {
      const work = Array.from({ length: 40 }, (_, i) =>
        store.transact(
          async (tx) => {
            await tx.insert(people, { id: `p${i}`, name: 'Ana' })
            await tx.append('channel/1', i)
            if (i % 7 === 3) throw new Error(`no ${i}`)
          },
          { lane: 'channel/1' },
        ),
      )
      const outcomes = await Promise.allSettled(work)
      const kept = outcomes.flatMap(({ status }, i) => (status === 'fulfilled' ? [i] : []))
      expect(kept).toEqual(Array.from({ length: 40 }, (_, i) => i).filter((i) => i % 7 !== 3))
      const entries = await store.read('channel/1', 1, 100)
      expect(entries.map(({ value }) => value)).toEqual(kept)
      expect(entries.map(({ seq }) => seq)).toEqual(kept.map((_, i) => i + 1))
      const found = await Promise.all(outcomes.map((_, i) => store.get(people, `p${i}`)))
      expect(found.flatMap((row, i) => (row ? [i] : []))).toEqual(kept)
    }),
  )

  test(
    'ST4 a transaction reads what it wrote itself, by every way of reading',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        await tx.insert(notes, { id: 'n1', topic: 't', rank: 1, handle: 'h', title: 'Agenda' })
        await tx.append('channel/1', 'first')
        const row = { id: 'n1', topic: 't', rank: 1, handle: 'h', title: 'Agenda' }
        expect(await tx.get(notes, 'n1')).toEqual(row)
        expect(await tx.find(notes, 'handle', ['h'])).toEqual(row)
        expect((await tx.list(notes, { index: 'byTopic', prefix: ['t'] })).rows).toEqual([row])
        expect(await tx.count(notes, { index: 'byTopic', prefix: ['t'] })).toBe(1)
        expect(await tx.search(notes, { text: 'agen' })).toEqual([row])
        expect(await tx.read('channel/1', 1, 10)).toEqual([{ seq: 1, value: 'first' }])
        expect(await tx.head('channel/1')).toBe(1)
      })
    }),
  )

  test(
    'ST5 a taken id or unique index ends the transaction, even when the handler catches it',
    on(open, async (store) => {
      await store.transact((tx) => tx.insert(notes, { id: 'n1', handle: 'h', topic: 't', title: 'One' }))
      const attempt = (row: Note) =>
        store.transact(async (tx) => {
          await tx.insert(people, { id: `by-${row.id}`, name: 'Ana' })
          await tx.insert(notes, row).catch(() => undefined)
        })
      await expect(attempt({ id: 'n1' })).rejects.toMatchObject({ table: 'notes', index: 'id' })
      await expect(attempt({ id: 'n2', handle: 'h' })).rejects.toMatchObject({ table: 'notes', index: 'handle' })
      await expect(attempt({ id: 'n3', topic: 't', title: 'One' })).rejects.toMatchObject({ index: 'topicAndTitle' })
      await expect(attempt({ id: 'n1' })).rejects.toBeInstanceOf(UniqueViolation)
      for (const id of ['n1', 'n2', 'n3']) expect(await store.get(people, `by-${id}`)).toBeUndefined()
      await attempt({ id: 'n4', topic: 't', title: 'Two' })
      expect(await store.get(people, 'by-n4')).toBeDefined()
    }),
  )

  test(
    'ST5 put and patch meet unique indexes too',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        await tx.insert(notes, { id: 'n1', handle: 'a' })
        await tx.insert(notes, { id: 'n2', handle: 'b' })
      })
      await expect(store.transact((tx) => tx.put(notes, { id: 'n2', handle: 'a' }))).rejects.toThrow(UniqueViolation)
      await expect(store.transact((tx) => tx.patch(notes, 'n2', { handle: 'a' }))).rejects.toThrow(UniqueViolation)
      expect(await store.get(notes, 'n2')).toEqual({ id: 'n2', handle: 'b' })
    }),
  )

  test(
    'ST6 a row lacking a column takes no part in that unique index',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        await tx.insert(notes, { id: 'n1', topic: 't' })
        await tx.insert(notes, { id: 'n2', topic: 't' })
        await tx.insert(notes, { id: 'n3', title: 'One' })
        await tx.insert(notes, { id: 'n4', title: 'One' })
      })
      expect(await store.count(notes, { index: 'byTopic' })).toBe(4)
    }),
  )

  test(
    'ST7 a transaction is over when its handler is: a late call rejects and writes nothing',
    on(open, async (store) => {
      let late: Tx | undefined
      await store.transact(async (tx) => {
        late = tx
        await tx.insert(people, { id: 'p1', name: 'Ana' })
      })
      await expect(late?.insert(people, { id: 'p2', name: 'Late' })).rejects.toThrow()
      expect(await store.get(people, 'p2')).toBeUndefined()
    }),
  )

  test(
    'ST8 transactions of one lane run in the order given',
    on(open, async (store) => {
      const order = Array.from({ length: 60 }, (_, i) => i)
      await Promise.all(order.map((i) => store.transact((tx) => tx.append('channel/1', i), { lane: 'channel/1' })))
      expect((await store.read('channel/1', 1, 100)).map(({ value }) => value)).toEqual(order)
    }),
  )

  test(
    'ST9 reads outside a transaction see committed data only',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        await tx.insert(people, { id: 'p1', name: 'Ana' })
        await tx.append('channel/1', 'first')
        expect(await store.get(people, 'p1')).toBeUndefined()
        expect(await store.head('channel/1')).toBe(0)
      })
      expect(await store.get(people, 'p1')).toBeDefined()
      expect(await store.head('channel/1')).toBe(1)
    }),
  )

  test(
    'ST10 a view reads one state, whatever is committed meanwhile',
    on(open, async (store) => {
      const write = (i: number) =>
        store.transact(async (tx) => {
          await tx.put(people, { id: 'p1', name: `${i}` })
          await tx.append('channel/1', i)
        })
      await write(1)
      await store.view(async (view) => {
        expect(await view.get(people, 'p1')).toEqual({ id: 'p1', name: '1' })
        await write(2)
        expect(await view.head('channel/1')).toBe(1)
        expect(await view.get(people, 'p1')).toEqual({ id: 'p1', name: '1' })
        expect(await store.head('channel/1')).toBe(2)
      })
      expect(await store.view((view) => view.head('channel/1'))).toBe(2)
    }),
  )

  test(
    'ST10 a view that throws rejects its caller and leaves the next one working',
    on(open, async (store) => {
      const thrown = new Error('not yours')
      await expect(store.view(() => Promise.reject(thrown))).rejects.toBe(thrown)
      expect(await store.view((view) => view.head('channel/1'))).toBe(0)
    }),
  )
}

import type { LogValue } from '../port.ts'
import { RowMissing } from '../port.ts'
import { type OpenStore, on } from './harness.ts'

export function logRules(open: OpenStore): void {
  test(
    'ST30 a log counts 1, 2, 3 without gaps, also for appends at the same time',
    on(open, async (store) => {
      const append = (i: number) => store.transact((tx) => tx.append('channel/1', i))
      const seqs = await Promise.all(Array.from({ length: 50 }, (_, i) => append(i)))
      const expected = Array.from({ length: 50 }, (_, i) => i + 1)
      expect(seqs.toSorted((a, b) => a - b)).toEqual(expected)
      const entries = await store.read('channel/1', 1, 100)
      expect(entries.map(({ seq }) => seq)).toEqual(expected)
      entries.forEach(({ seq, value }) => {
        expect(seqs[Number(value)]).toBe(seq)
      })
    }),
  )

  test(
    'ST31 a value may be made from its seq',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        await tx.append('channel/1', 'first')
        expect(await tx.append('channel/1', (seq) => ({ message: { seq } }))).toBe(2)
      })
      expect(await store.read('channel/1', 2, 1)).toEqual([{ seq: 2, value: { message: { seq: 2 } } }])
    }),
  )

  test(
    'ST32 the seq of an append rolled back goes to the next one',
    on(open, async (store) => {
      const failing = store.transact(async (tx) => {
        await tx.append('channel/1', 'undone')
        throw new Error('undo')
      })
      await expect(failing).rejects.toThrow('undo')
      expect(await store.transact((tx) => tx.append('channel/1', 'kept'))).toBe(1)
      const unmade = store.transact(async (tx) => {
        const made = tx.append('channel/1', () => {
          throw new Error('unmade')
        })
        await made.catch(() => undefined)
      })
      await unmade.catch(() => undefined)
      expect(await store.transact((tx) => tx.append('channel/1', 'next'))).toBe(2)
    }),
  )

  test(
    'ST33 JSON and bytes come back as what they were',
    on(open, async (store) => {
      const values: LogValue[] = [
        { type: 'noted', data: { text: 'बैठक \u0000 😀', on: true, none: null, list: [1, 'a', []], rate: 0.1 } },
        'text',
        7,
        false,
        null,
        [],
        Uint8Array.from({ length: 256 }, (_, i) => i),
        new Uint8Array(0),
      ]
      await store.transact(async (tx) => {
        for (const value of values) await tx.append('note/1', value)
      })
      const read = (await store.read('note/1', 1, 100)).map(({ value }) => value)
      expect(read).toEqual(values)
      expect(read.map((value) => value instanceof Uint8Array)).toEqual(values.map((v) => v instanceof Uint8Array))
    }),
  )

  test(
    'ST34 logs with names that begin alike are separate',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        await tx.append('channel/1', 'one')
        await tx.append('channel/10', 'ten')
        await tx.append('channel/10', 'ten again')
        await tx.trim('channel/10', 1)
      })
      expect(await store.read('channel/1', 1, 10)).toEqual([{ seq: 1, value: 'one' }])
      expect(await store.read('channel/10', 1, 10)).toEqual([{ seq: 2, value: 'ten again' }])
      expect(await store.tail('channel/1')).toBe(0)
      expect([await store.head('channel/1'), await store.head('channel/10')]).toEqual([1, 2])
    }),
  )

  test(
    'ST35 read gives at most limit entries from a seq on, ascending; a log never written is empty',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        for (let i = 1; i <= 12; i += 1) await tx.append('channel/1', i)
      })
      const seqs = async (from: number, limit: number) =>
        (await store.read('channel/1', from, limit)).map(({ seq }) => seq)
      expect(await seqs(1, 3)).toEqual([1, 2, 3])
      expect(await seqs(9, 3)).toEqual([9, 10, 11])
      expect(await seqs(11, 100)).toEqual([11, 12])
      expect(await seqs(13, 100)).toEqual([])
      expect(await seqs(0, 1)).toEqual([1])
      expect(await store.read('channel/2', 1, 10)).toEqual([])
      expect([await store.head('channel/2'), await store.tail('channel/2')]).toEqual([0, 0])
    }),
  )

  test(
    'ST36 trim forgets entries up to a seq, and those seqs are never given again',
    on(open, async (store) => {
      const append = () => store.transact((tx) => tx.append('channel/1', 'x'))
      for (let i = 0; i < 3; i += 1) await append()
      await store.transact((tx) => tx.trim('channel/1', 2))
      expect((await store.read('channel/1', 1, 10)).map(({ seq }) => seq)).toEqual([3])
      expect([await store.tail('channel/1'), await store.head('channel/1')]).toEqual([2, 3])
      await store.transact((tx) => tx.trim('channel/1', 1))
      expect(await store.tail('channel/1')).toBe(2)
      await store.transact((tx) => tx.trim('channel/1', 99))
      expect([await store.tail('channel/1'), await store.head('channel/1')]).toEqual([3, 3])
      expect(await append()).toBe(4)
      await store.transact((tx) => tx.trim('channel/2', 5))
      expect([await store.tail('channel/2'), await store.head('channel/2')]).toEqual([0, 0])
    }),
  )

  test(
    'ST37 replace puts another value at a seq that exists; a seq that does not throws RowMissing',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        for (const value of ['a', 'b', 'c']) await tx.append('channel/1', value)
        await tx.trim('channel/1', 1)
      })
      await store.transact((tx) => tx.replace('channel/1', 2, { redacted: true }))
      expect(await store.read('channel/1', 1, 10)).toEqual([
        { seq: 2, value: { redacted: true } },
        { seq: 3, value: 'c' },
      ])
      for (const seq of [1, 4])
        await expect(store.transact((tx) => tx.replace('channel/1', seq, 'x'))).rejects.toThrow(RowMissing)
    }),
  )

  test(
    'ST38 logs are listed by name, page by page, with head and tail, also those trimmed empty',
    on(open, async (store) => {
      await store.transact(async (tx) => {
        for (const log of ['channel/b', 'channel/a', 'channel/é', 'channels/x', 'notes/a']) await tx.append(log, 1)
        await tx.append('channel/a', 2)
        await tx.trim('channel/a', 1)
        await tx.trim('channel/b', 1)
      })
      const first = [
        { log: 'channel/a', head: 2, tail: 1 },
        { log: 'channel/b', head: 1, tail: 1 },
      ]
      expect(await store.logs({ prefix: 'channel/', limit: 2 })).toEqual(first)
      expect(await store.logs({ prefix: 'channel/', after: 'channel/b', limit: 2 })).toEqual([
        { log: 'channel/é', head: 1, tail: 0 },
      ])
      expect(await store.logs({ prefix: 'channel/', after: 'channel/é', limit: 2 })).toEqual([])
      expect((await store.logs({ prefix: '', limit: 10 })).map(({ log }) => log)).toHaveLength(5)
      expect(await store.logs({ prefix: 'meeting/', limit: 10 })).toEqual([])
      await expect(store.logs({ prefix: '', limit: 0 })).rejects.toThrow(RangeError)
    }),
  )
}

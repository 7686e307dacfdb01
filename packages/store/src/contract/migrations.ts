import type { Migration } from '../migrations.ts'
import { type OpenStore, people, tables } from './harness.ts'

export function migrationRules(open: OpenStore): void {
  test('ST70 migrations run once each, in order of number, before the store is given out', async () => {
    const ran: number[] = []
    const logged = (number: number): Migration => ({
      number,
      name: `step ${number}`,
      async up(tx) {
        ran.push(number)
        await tx.put(people, { id: 'p1', name: `${(await tx.get(people, 'p1'))?.name ?? ''}${number}` })
        await tx.append('migrations', number)
      },
    })
    const opened = await open(tables, [logged(2), logged(1)])
    try {
      expect(await opened.store.get(people, 'p1')).toEqual({ id: 'p1', name: '12' })
      const store = await opened.reopen(tables, [logged(1), logged(2), logged(5)])
      expect(await store.get(people, 'p1')).toEqual({ id: 'p1', name: '125' })
      expect(await store.head('migrations')).toBe(3)
      expect([...new Set(ran)]).toEqual([1, 2, 5])
    } finally {
      await opened.dispose()
    }
  })

  test('ST71 a migration that throws changes nothing, keeps the store shut, and runs again at the next opening', async () => {
    const opened = await open(tables)
    const rename = (fails: boolean): Migration => ({
      number: 1,
      name: 'rename',
      async up(tx) {
        await tx.put(people, { id: 'p1', name: 'Renamed' })
        if (fails) throw new Error('cannot rename')
      },
    })
    try {
      await opened.store.transact((tx) => tx.insert(people, { id: 'p1', name: 'Ana' }))
      await expect(opened.reopen(tables, [rename(true)])).rejects.toThrow('cannot rename')
      const store = await opened.reopen(tables, [])
      expect(await store.get(people, 'p1')).toEqual({ id: 'p1', name: 'Ana' })
      const migrated = await opened.reopen(tables, [rename(false)])
      expect(await migrated.get(people, 'p1')).toEqual({ id: 'p1', name: 'Renamed' })
    } finally {
      await opened.dispose()
    }
  })

  test('ST72 data written by a newer release is refused with a sentence', async () => {
    const step = (number: number): Migration => ({ number, name: `step ${number}`, up: async () => {} })
    const opened = await open(tables, [step(1), step(2)])
    try {
      await expect(opened.reopen(tables, [step(1)])).rejects.toThrow(/newer release of Convene \(migration 2, step 2\)/)
      await expect(opened.reopen(tables, [])).rejects.toThrow('newer release')
    } finally {
      await opened.dispose()
    }
  })
}

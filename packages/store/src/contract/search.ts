import type { Store } from '../port.ts'
import { notes, type OpenStore, on } from './harness.ts'

export function searchRules(open: OpenStore): void {
  test(
    'ST50 every word must occur, in any searched field and order, whatever its case',
    on(open, async (store) => {
      await write(store, { n1: 'Respite care in Bristol', n2: 'Respite in Exeter', n3: 'Careful planning' })
      expect(await find(store, 'respite')).toEqual(['n1', 'n2'])
      expect(await find(store, 'BRISTOL respite')).toEqual(['n1'])
      expect(await find(store, 'respite absent')).toEqual([])
      await store.transact((tx) => tx.insert(notes, { id: 'n4', title: 'Budget', body: 'for respite' }))
      expect(await find(store, 'respite budget')).toEqual(['n4'])
    }),
  )

  test(
    'ST51 the last word matches as a prefix, the others only whole',
    on(open, async (store) => {
      await write(store, { n1: 'facilitator notes', n2: 'facility map' })
      expect(await find(store, 'facil')).toEqual(['n1', 'n2'])
      expect(await find(store, 'notes facil')).toEqual(['n1'])
      expect(await find(store, 'facil notes')).toEqual([])
    }),
  )

  test(
    'ST52 accents of Latin, Greek and Cyrillic fold, both ways',
    on(open, async (store) => {
      await write(store, { n1: 'Réunion à l’École', n2: 'συνάντηση ΟΔΟΣ', n3: 'Ёлка', n4: 'Straße', n5: 'Tiếng Việt' })
      for (const text of ['reunion', 'réunion', 'REÚNION', 'ecole']) expect(await find(store, text)).toEqual(['n1'])
      for (const text of ['συναντηση', 'οδος', 'οδοσ']) expect(await find(store, text)).toEqual(['n2'])
      expect(await find(store, 'елка')).toEqual(['n3'])
      expect(await find(store, 'STRASSE')).toEqual(['n4'])
      expect(await find(store, 'viet tieng')).toEqual(['n5'])
    }),
  )

  test(
    'ST53 other scripts match letter and vowel sign: a wrong vowel finds nothing',
    on(open, async (store) => {
      await write(store, {
        n1: 'कल बैठक है',
        n2: 'கூட்டம் நாளை',
        n3: 'আগামী সভা',
        n4: 'اگلا اجلاس',
        n5: '明日の会議',
        n6: 'ประชุม',
      })
      for (const [text, id] of Object.entries({
        बैठक: 'n1',
        கூட்டம்: 'n2',
        সভা: 'n3',
        اجلاس: 'n4',
        会議: 'n5',
        ประชุม: 'n6',
      }))
        expect(await find(store, text)).toEqual([id])
      for (const wrong of ['बोठक', 'बठक', 'கோட்டம்', 'সভি', 'اجلوس']) expect(await find(store, wrong)).toEqual([])
      expect(await find(store, 'बैठ')).toEqual(['n1'])
    }),
  )

  test(
    'ST54 what is typed is words only: punctuation and search operators mean nothing',
    on(open, async (store) => {
      await write(store, { n1: 'write to ana@example.org', n2: 'C++ "or" NOT' })
      expect(await find(store, 'example.org')).toEqual(['n1'])
      expect(await find(store, '"or" not*')).toEqual(['n2'])
      expect(await find(store, 'ana OR nobody')).toEqual([])
      for (const text of ['', '  ', '"', '*', '-', '😀']) expect(await find(store, text)).toEqual([])
    }),
  )

  test(
    'ST55 search follows every change, and gives at most limit rows',
    on(open, async (store) => {
      await write(store, { n1: 'apples', n2: 'apples', n3: 'apples' })
      await store.transact(async (tx) => {
        await tx.patch(notes, 'n1', { title: 'pears' })
        await tx.put(notes, { id: 'n2', title: 'plums', rank: 1 })
        await tx.patch(notes, 'n3', { rank: 2 })
      })
      expect(await find(store, 'apples')).toEqual(['n3'])
      expect(await find(store, 'pears')).toEqual(['n1'])
      expect(await find(store, 'p')).toEqual(['n1', 'n2'])
      expect((await store.search(notes, { text: 'p', limit: 1 })).length).toBe(1)
    }),
  )
}

async function write(store: Store, titles: Record<string, string>): Promise<void> {
  await store.transact(async (tx) => {
    for (const [id, title] of Object.entries(titles)) await tx.insert(notes, { id, title })
  })
}

/** Ids found, sorted: engines may rank as they like. */
async function find(store: Store, text: string): Promise<string[]> {
  return (await store.search(notes, { text })).map(({ id }) => id).toSorted()
}

import { z } from 'zod'
import type { Migration } from '../migrations.ts'
import type { DumpRecord, Store } from '../port.ts'
import { bytes, table } from '../table.ts'
import type { AnyTable } from '../table-shape.ts'

/** A store on fresh, empty data. */
export interface Opened {
  readonly store: Store
  /** Closes the store in use, then opens the same data again, with other tables or migrations if given. */
  reopen(tables?: readonly AnyTable[], migrations?: readonly Migration[]): Promise<Store>
  /** Opens a second place, the same at each call, filled from a dump if one is given. The caller closes it. */
  copy(from?: AsyncIterable<DumpRecord>, migrations?: readonly Migration[]): Promise<Store>
  /** What the data holds, read beside the store in use. */
  dumpBeside(): AsyncIterable<DumpRecord>
  /** Closes the store in use and removes its data. */
  dispose(): Promise<void>
}

export type OpenStore = (tables: readonly AnyTable[], migrations?: readonly Migration[]) => Promise<Opened>

const noteSchema = z.object({
  id: z.string(),
  topic: z.string().optional(),
  rank: z.number().nullable().optional(),
  done: z.boolean().optional(),
  handle: z.string().optional(),
  title: z.string().optional(),
  body: z.string().optional(),
  tags: z.array(z.string()).optional(),
  image: bytes.optional(),
})

export type Note = z.infer<typeof noteSchema>

/** One table with everything a declaration can hold. */
export const notes = table('notes', noteSchema, {
  indexes: { byTopic: ['topic', 'rank'], byDone: ['done'] },
  unique: { handle: ['handle'], topicAndTitle: ['topic', 'title'] },
  search: ['title', 'body'],
  binary: ['image'],
})

/** The same table as an earlier release declared it. */
export const plainNotes = table('notes', noteSchema, { binary: ['image'] })

export const people = table('people', z.object({ id: z.string(), name: z.string() }))

export const tables: readonly AnyTable[] = [notes, people]

/** Runs one test on a store of its own. */
export function on(open: OpenStore, run: (store: Store, opened: Opened) => Promise<void>): () => Promise<void> {
  return async () => {
    const opened = await open(tables)
    try {
      await run(opened.store, opened)
    } finally {
      await opened.dispose()
    }
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

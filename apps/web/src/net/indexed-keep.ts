import { type StreamName, WIRE_VERSION } from '@convene/protocol'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { z } from 'zod'
import type { Keep } from './keep.ts'

const DATABASE = 'convene-streams'

interface Schema extends DBSchema {
  streams: { key: string; value: unknown }
}

const kept = z.object({
  seq: z.number().int().nonnegative(),
  state: z.record(z.string(), z.unknown()),
})

/**
 * Streams in IndexedDB. The database's version is the wire's: a page that speaks another one starts empty. Private
 * windows and full disks are not errors: then nothing is kept.
 */
export function indexedKeep(log: (what: string, error: unknown) => void): Keep {
  const open: Promise<IDBPDatabase<Schema> | undefined> = openDB<Schema>(DATABASE, WIRE_VERSION, {
    upgrade(db) {
      for (const name of db.objectStoreNames) db.deleteObjectStore(name)
      db.createObjectStore('streams')
    },
    blocking: (_current, _next, event) => {
      if (event.target instanceof IDBDatabase) event.target.close()
    },
  }).catch((error: unknown) => {
    log('nothing is kept on this device', error)
    return undefined
  })

  async function attempt<T>(what: string, run: (db: IDBPDatabase<Schema>) => Promise<T>): Promise<T | undefined> {
    try {
      const db = await open
      return db && (await run(db))
    } catch (error) {
      log(what, error)
      return undefined
    }
  }

  return {
    async read(stream: StreamName) {
      const value = await attempt('a kept stream could not be read', (db) => db.get('streams', stream))
      return kept.safeParse(value).data
    },
    async write(stream, held) {
      await attempt('a stream could not be kept', (db) =>
        db.put('streams', { seq: held.seq, state: held.state }, stream),
      )
    },
    async remove(stream) {
      await attempt('a kept stream could not be removed', (db) => db.delete('streams', stream))
    },
    async clear() {
      await attempt('kept streams could not be removed', (db) => db.clear('streams'))
    },
  }
}

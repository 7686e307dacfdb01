import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import { type OutboxStore, type Outgoing, outgoing } from './outbox.ts'

interface Schema extends DBSchema {
  messages: { key: string; value: unknown }
}

/** The outbox of one person in IndexedDB. Rows of an older page that no longer parse are left out. */
export function outboxStore(personId: string): OutboxStore & { close(): void } {
  const opened: Promise<IDBPDatabase<Schema>> = openDB<Schema>(`${OUTBOX_PREFIX}/${personId}`, 1, {
    upgrade: (db) => void db.createObjectStore('messages'),
  })
  return {
    async all() {
      const rows = await (await opened).getAll('messages')
      return rows.flatMap((row): Outgoing[] => {
        const parsed = outgoing.safeParse(row)
        return parsed.success ? [parsed.data] : []
      })
    },
    async put(one) {
      await (await opened).put('messages', one, one.key)
    },
    async delete(key) {
      await (await opened).delete('messages', key)
    },
    close: () => void opened.then((db) => db.close()),
  }
}

/** Takes unsent messages off this device; called at sign-out. */
export async function forgetOutboxes(factory: IDBFactory): Promise<void> {
  const all = await factory.databases()
  await Promise.all(all.flatMap(({ name }) => (name?.startsWith(OUTBOX_PREFIX) ? [deleteDB(name)] : [])))
}

const OUTBOX_PREFIX = 'convene-outbox'

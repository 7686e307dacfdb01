import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb'
import { type OutboxStore, type Outgoing, outgoing } from './outbox.ts'

interface Schema extends DBSchema {
  messages: { key: string; value: unknown }
}

/** The outbox of one person in IndexedDB. Rows of an older page that no longer parse are left out. */
export function outboxStore(personId: string): OutboxStore & { close(): void } {
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const database = () => {
    opened ??= openDB<Schema>(`${OUTBOX_PREFIX}/${personId}`, 1, {
      upgrade: (db) => void db.createObjectStore('messages'),
      // Whoever forgets the person must not wait for this page.
      blocking: close,
    })
    return opened
  }
  function close(): void {
    void opened?.then((db) => db.close())
    opened = undefined
  }
  return {
    async all() {
      const rows = await (await database()).getAll('messages')
      return rows.flatMap((row): Outgoing[] => {
        const parsed = outgoing.safeParse(row)
        return parsed.success ? [parsed.data] : []
      })
    },
    async put(one) {
      await (await database()).put('messages', one, one.key)
    },
    async delete(key) {
      await (await database()).delete('messages', key)
    },
    close,
  }
}

/** Takes unsent messages off this device; called at sign-out. */
export async function forgetOutboxes(factory: IDBFactory): Promise<void> {
  const all = await factory.databases()
  await Promise.all(all.flatMap(({ name }) => (name?.startsWith(OUTBOX_PREFIX) ? [deleteDB(name)] : [])))
}

const OUTBOX_PREFIX = 'convene-outbox'

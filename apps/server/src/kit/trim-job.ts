import { streamKinds } from '@convene/protocol'
import type { Store, Tx } from '@convene/store'
import type { Job } from './jobs.ts'
import { eventOf } from './snapshot.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Who was away longer gets a snapshot. */
export const EVENTS_KEPT_MS = 30 * DAY_MS
const LOGS_PAGE = 100
const ENTRIES_PAGE = 200

/**
 * Forgets events of streams older than `EVENTS_KEPT_MS`: what they did is in the rows. Logs of notes are not streams;
 * they are trimmed when their document is compacted, and never by age.
 */
export const trimJob: Job = {
  name: 'kit.trimStreams',
  everyMs: DAY_MS / 4,
  async run({ store, clock }) {
    const before = clock.now() - EVENTS_KEPT_MS
    for (const kind of streamKinds)
      for await (const name of logsWithOld(store, `${kind}/`, before)) await trimLog(store, name, before)
  },
}

/** Looks in transactions, because other work has its turn between two of them, and none between two plain reads. */
async function* logsWithOld(store: Store, prefix: string, before: number): AsyncIterable<string> {
  let after = ''
  for (;;) {
    const page = await store.logs({ prefix, after, limit: LOGS_PAGE })
    const old = await store.transact(async (tx) => {
      const found: string[] = []
      for (const { log, tail } of page) if (await lastOld(tx, log, tail, before, 1)) found.push(log)
      return found
    })
    yield* old
    if (page.length < LOGS_PAGE) return
    after = page.at(-1)?.log ?? ''
  }
}

/** A page at a time, so that no transaction is long. */
async function trimLog(store: Store, log: string, before: number): Promise<void> {
  const trimPage = async (tx: Tx) => {
    const tail = await tx.tail(log)
    const through = await lastOld(tx, log, tail, before, ENTRIES_PAGE)
    if (through === undefined) return false
    await tx.trim(log, through)
    return through === tail + ENTRIES_PAGE
  }
  while (await store.transact(trimPage)) {
    // More may be old.
  }
}

/** The last of the log's oldest `limit` entries that was made before then. */
async function lastOld(tx: Tx, log: string, tail: number, before: number, limit: number): Promise<number | undefined> {
  const entries = await tx.read(log, tail + 1, limit)
  return entries.map(eventOf).findLast((event) => event.at < before)?.seq
}

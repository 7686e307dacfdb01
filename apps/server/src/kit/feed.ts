import type { Committed, Store } from '@convene/store'
import type { Logger } from 'pino'
import { type Bus, type Heard, noBus } from './bus.ts'
import { inTurns } from './in-turns.ts'
import type { Clock } from './services.ts'

/**
 * Every durable log entry of the whole deployment as it becomes durable. Entries of watched logs come once, in order and
 * without gaps: what the bus lost or reordered is read from the store. Others pass through as they come.
 */
export interface Feed {
  /**
   * `trimmed` is told of a watched log when entries not yet delivered were trimmed from it: what was built from its
   * entries must be read anew. The next entry comes after it.
   */
  subscribe(listener: (entries: readonly Committed[]) => void, trimmed?: (log: string) => void): () => void
  /**
   * Resolves once entries after the log's present head will be delivered. Counted: each call that resolves, or that is
   * given up before it does, needs one `unwatch`; one that rejects counts for nothing.
   */
  watch(log: string): Promise<void>
  unwatch(log: string): void
  close(): void
}

interface Subscriber {
  readonly listener: (entries: readonly Committed[]) => void
  readonly trimmed: ((log: string) => void) | undefined
}

interface Watched {
  count: number
  /** Last seq delivered; undefined until the head is known. */
  last: number | undefined
  /** Highest seq heard of, delivered or not. */
  heard: number
  ready: Promise<void>
  filling: boolean
  /** Reads in a row that brought nothing. */
  tries: number
  cancelRetry?: (() => void) | undefined
}

const FILL_PAGE = 500
const RETRY_FIRST_MS = 50
const RETRY_MOST_MS = 5_000
/** What the store still does not have after so many looks (about half a minute) was announced in error. */
const UNREADABLE_TRIES_MOST = 12
/** Logs looked up in the store at the same time. */
const LOOKUPS_AT_ONCE = 16
/** The heads of watched logs are compared this often, for what no node announced (one that died between commit and word). */
export const SWEEP_EVERY_MS = 30_000

export function createFeed(store: Store, bus: Bus, log: Logger, clock: Clock): Feed {
  const subscribers = new Set<Subscriber>()
  const watched = new Map<string, Watched>()
  let closed = false

  const stopCommits = store.onCommit((entries) => {
    bus.publish(entries)
    receive(entries)
  })
  bus.onEntries(receive)
  const catchUpAll = oneAtATime(() => inTurns([...watched], LOOKUPS_AT_ONCE, ([name, state]) => catchUp(name, state)))
  bus.onLoss(catchUpAll)
  let cancelSweep = bus === noBus ? () => {} : clock.after(SWEEP_EVERY_MS, sweep)

  function sweep(): void {
    cancelSweep = clock.after(SWEEP_EVERY_MS, sweep)
    catchUpAll()
  }

  function receive(entries: readonly Heard[]): void {
    if (closed) return
    const deliverable = entries.filter(inOrder)
    if (deliverable.length > 0) deliver(deliverable)
  }

  /** True when this entry is whole and the next of its log, or nobody watches that log. */
  function inOrder(entry: Heard): entry is Committed {
    const state = watched.get(entry.log)
    if (!state) return isWhole(entry) || lookUp(entry)
    state.heard = Math.max(state.heard, entry.seq)
    if (state.last === undefined || state.filling || entry.seq <= state.last) return false
    if (entry.seq === state.last + 1 && isWhole(entry)) {
      state.last = entry.seq
      return true
    }
    void fill(entry.log, state)
    return false
  }

  /** Nobody watches this log, but what its entries do (end a session, say) they must do. */
  function lookUp({ log: name, seq }: Heard): false {
    store.read(name, seq, 1).then(
      (page) => receive(page.filter((entry) => entry.seq === seq).map((entry) => ({ ...entry, log: name }))),
      (error) => log.warn({ err: error, stream: name }, 'could not read what the bus did not carry'),
    )
    return false
  }

  function deliver(entries: readonly Committed[]): void {
    for (const { listener } of subscribers) attempt(() => listener(entries))
  }

  function attempt(tell: () => void): void {
    try {
      tell()
    } catch (error) {
      log.error({ err: error }, 'a listener of the feed failed')
    }
  }

  const isCurrent = (name: string, state: Watched) => !closed && watched.get(name) === state

  /** Reads from the store until nothing heard of is missing. */
  async function fill(name: string, state: Watched): Promise<void> {
    if (state.filling || state.last === undefined) return
    state.filling = true
    state.cancelRetry?.()
    state.cancelRetry = undefined
    try {
      while (isCurrent(name, state) && state.heard > state.last) {
        const page = await store.read(name, state.last + 1, FILL_PAGE)
        const tail = (page[0]?.seq ?? 0) === state.last + 1 ? 0 : await store.tail(name)
        if (!isCurrent(name, state)) return
        if (tail > state.last) skip(name, state, tail)
        else if (page.length > 0) pass(name, state, page)
        else if (!isGivenUp(name, state)) return
      }
    } catch (error) {
      log.warn({ err: error, stream: name }, 'could not read what the bus skipped; it will be tried again')
      retry(state, () => void fill(name, state))
    } finally {
      state.filling = false
    }
  }

  function pass(name: string, state: Watched, page: readonly Omit<Committed, 'log'>[]): void {
    state.last = page.at(-1)?.seq ?? state.last
    state.tries = 0
    deliver(page.map((entry) => ({ ...entry, log: name })))
  }

  function skip(name: string, state: Watched, tail: number): void {
    state.last = tail
    state.tries = 0
    for (const { trimmed } of subscribers) if (trimmed) attempt(() => trimmed(name))
  }

  /** Announced, and not readable here yet: a new primary may need a moment. True when it was announced in error. */
  function isGivenUp(name: string, state: Watched): boolean {
    if (state.tries < UNREADABLE_TRIES_MOST) {
      retry(state, () => void fill(name, state))
      return false
    }
    log.error({ stream: name, heard: state.heard, last: state.last }, 'an entry was announced that the store lacks')
    state.tries = 0
    state.heard = state.last ?? 0
    return true
  }

  function retry(state: Watched, work: () => void): void {
    if (closed || state.count === 0) return
    state.cancelRetry?.()
    state.cancelRetry = clock.after(Math.min(RETRY_MOST_MS, RETRY_FIRST_MS * 2 ** state.tries++), work)
  }

  async function catchUp(name: string, state: Watched): Promise<void> {
    if (!isCurrent(name, state)) return
    try {
      state.heard = Math.max(state.heard, await store.head(name))
      await fill(name, state)
    } catch (error) {
      log.warn({ err: error, stream: name }, 'could not look for missed entries; it will be tried again')
      retry(state, () => void catchUp(name, state))
    }
  }

  async function start(name: string, state: Watched): Promise<void> {
    try {
      const head = await store.head(name)
      state.last = head
      if (state.heard > head) void fill(name, state)
    } catch (error) {
      if (watched.get(name) === state) watched.delete(name)
      throw error
    }
  }

  return {
    subscribe(listener, trimmed) {
      const subscriber = { listener, trimmed }
      subscribers.add(subscriber)
      return () => void subscribers.delete(subscriber)
    },
    watch(name) {
      const known = watched.get(name)
      if (known) {
        known.count++
        return known.ready
      }
      const state: Watched = { count: 1, last: undefined, heard: 0, ready: Promise.resolve(), filling: false, tries: 0 }
      watched.set(name, state)
      state.ready = start(name, state)
      return state.ready
    },
    unwatch(name) {
      const state = watched.get(name)
      if (!state || --state.count > 0) return
      watched.delete(name)
      state.cancelRetry?.()
    },
    close() {
      closed = true
      stopCommits()
      cancelSweep()
      for (const state of watched.values()) state.cancelRetry?.()
      subscribers.clear()
      watched.clear()
    },
  }
}

const isWhole = (entry: Heard): entry is Committed => entry.value !== undefined

/** Runs the work now, and once more if it was asked for meanwhile. */
function oneAtATime(work: () => Promise<void>): () => void {
  let running = false
  let again = false
  return async function run() {
    if (running) {
      again = true
      return
    }
    running = true
    do {
      again = false
      await work()
    } while (again)
    running = false
  }
}

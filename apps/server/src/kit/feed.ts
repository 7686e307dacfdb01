import type { Committed, Store } from '@convene/store'
import type { Logger } from 'pino'
import type { Bus } from './bus.ts'

/**
 * Every durable log entry of the whole deployment, once, as it becomes durable. Entries of watched logs come in order and
 * without gaps: what the bus lost or reordered is read from the store. Others pass through as they come.
 */
export interface Feed {
  subscribe(listener: (entries: readonly Committed[]) => void): () => void
  /** Resolves once entries after the log's present head will be delivered. Counted: each call needs one `unwatch`. */
  watch(log: string): Promise<void>
  unwatch(log: string): void
  close(): void
}

interface Watched {
  count: number
  /** Last seq delivered; undefined until the head is known. */
  last: number | undefined
  /** Highest seq heard of, delivered or not. */
  heard: number
  ready: Promise<void>
  filling: boolean
}

const FILL_PAGE = 500

export function createFeed(store: Store, bus: Bus, log: Logger): Feed {
  const listeners = new Set<(entries: readonly Committed[]) => void>()
  const watched = new Map<string, Watched>()

  const stopCommits = store.onCommit((entries) => {
    bus.publish(entries)
    receive(entries)
  })
  bus.onEntries(receive)
  bus.onLoss(() => {
    for (const name of watched.keys()) void catchUp(name)
  })

  function receive(entries: readonly Committed[]): void {
    const deliverable = entries.filter(inOrder)
    if (deliverable.length > 0) deliver(deliverable)
  }

  /** True when this entry is the next of its log, or nobody watches that log. */
  function inOrder(entry: Committed): boolean {
    const state = watched.get(entry.log)
    if (!state) return true
    state.heard = Math.max(state.heard, entry.seq)
    if (state.last === undefined || state.filling) return false
    if (entry.seq === state.last + 1) {
      state.last = entry.seq
      return true
    }
    if (entry.seq > state.last) void fill(entry.log, state)
    return false
  }

  function deliver(entries: readonly Committed[]): void {
    for (const listener of listeners) {
      try {
        listener(entries)
      } catch (error) {
        log.error({ err: error }, 'a listener of the feed failed')
      }
    }
  }

  /** Reads from the store until nothing heard of is missing. */
  async function fill(name: string, state: Watched): Promise<void> {
    if (state.filling || state.last === undefined) return
    state.filling = true
    try {
      while (watched.get(name) === state && state.heard > state.last) {
        const page = await store.read(name, state.last + 1, FILL_PAGE)
        const end = page.at(-1)?.seq
        // Trimmed or not yet readable here: what is announced again will be looked for again.
        if (end === undefined) break
        state.last = end
        deliver(page.map((entry) => ({ ...entry, log: name })))
      }
    } catch (error) {
      log.warn({ err: error, stream: name }, 'could not read what the bus skipped')
    } finally {
      state.filling = false
    }
  }

  async function catchUp(name: string): Promise<void> {
    const state = watched.get(name)
    if (!state) return
    try {
      state.heard = Math.max(state.heard, await store.head(name))
      await fill(name, state)
    } catch (error) {
      log.warn({ err: error, stream: name }, 'could not look for missed entries')
    }
  }

  async function start(name: string, state: Watched): Promise<void> {
    const head = await store.head(name)
    state.last = head
    if (state.heard > head) await fill(name, state)
  }

  return {
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    watch(name) {
      const known = watched.get(name)
      if (known) {
        known.count++
        return known.ready
      }
      const state: Watched = { count: 1, last: undefined, heard: 0, ready: Promise.resolve(), filling: false }
      watched.set(name, state)
      state.ready = start(name, state).catch((error) => {
        watched.delete(name)
        throw error
      })
      return state.ready
    },
    unwatch(name) {
      const state = watched.get(name)
      if (state && --state.count === 0) watched.delete(name)
    },
    close() {
      stopCommits()
      listeners.clear()
      watched.clear()
    },
  }
}

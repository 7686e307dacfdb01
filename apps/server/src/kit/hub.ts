import {
  AppError,
  type StreamEvent,
  type StreamKind,
  type StreamName,
  splitStream,
  streamName,
} from '@convene/protocol'
import type { Committed, Store } from '@convene/store'
import type { Logger } from 'pino'
import type { PersonActor } from './actor.ts'
import type { Feature, LiveConnections, StreamRule } from './feature.ts'
import type { Feed } from './feed.ts'
import type { Clock } from './services.ts'
import { type CaughtUp, eventOf, type ReadStream } from './snapshot.ts'

/** One live connection, as the transport shows it to the hub. */
export interface Follower {
  readonly id: string
  readonly actor: PersonActor
  join(stream: StreamName): void
  leave(stream: StreamName): void
  ended(stream: StreamName, reason: string): void
  heads(heads: Record<string, number>): void
}

/** Sends one packet to every follower of a stream on this node. */
export type Broadcast = (stream: StreamName, events: StreamEvent[]) => void

export interface Hub {
  /** Subscribes first, then reads, so that nothing between is missed. @throws AppError not-found */
  follow(follower: Follower, stream: StreamName, since: number | undefined): Promise<CaughtUp>
  unfollow(follower: Follower, stream: StreamName): void
  /** Replaces what the follower watches; answers the present heads of those it may follow. */
  watch(follower: Follower, streams: readonly StreamName[]): Promise<Record<string, number>>
  /** May this person follow this stream? */
  may(actor: PersonActor, stream: StreamName): Promise<boolean>
  follows(follower: Follower, stream: StreamName): boolean
  followers(stream: StreamName): number
  /** Ends follows that are no longer allowed. */
  recheck(personId?: string): Promise<void>
  gone(follower: Follower): void
  close(): void
}

/** Heads are told together, at most this often. */
const HEADS_EVERY_MS = 200
export const STREAMS_MAX = 500

interface Held {
  readonly follower: Follower
  readonly follows: Set<StreamName>
  readonly watches: Set<StreamName>
}

export function createHub(options: {
  store: Store
  feed: Feed
  clock: Clock
  log: Logger
  features: readonly Feature[]
  read: ReadStream
  broadcast: Broadcast
  live: LiveConnections
}): Hub {
  const { store, feed, clock, log, read, broadcast, live } = options
  const rules = ruleByKind(options.features)
  const effects = options.features.flatMap((feature) => feature.effects ?? [])
  const observers = options.features.flatMap((feature) => feature.follows ?? [])
  const held = new Map<string, Held>()
  const counts = new Map<StreamName, number>()
  const dirty = new Map<StreamName, number>()
  let cancelHeads: (() => void) | undefined

  const unsubscribe = feed.subscribe((entries) => {
    for (const [name, group] of byStream(entries)) {
      const events = group.map(eventOf)
      if (counts.has(name)) broadcast(name, events)
      noteHead(name, events)
      runEffects(name, events)
    }
  })

  function noteHead(name: StreamName, events: StreamEvent[]): void {
    const last = events.at(-1)
    if (!last) return
    dirty.set(name, last.seq)
    cancelHeads ??= clock.after(HEADS_EVERY_MS, tellHeads)
  }

  function tellHeads(): void {
    cancelHeads = undefined
    for (const { follower, watches } of held.values()) {
      const heads: Record<string, number> = {}
      for (const [name, seq] of dirty) if (watches.has(name)) heads[name] = seq
      if (Object.keys(heads).length > 0) follower.heads(heads)
    }
    dirty.clear()
  }

  function runEffects(name: StreamName, events: StreamEvent[]): void {
    for (const event of events)
      for (const effect of effects)
        if (effect.event.type === event.type) effect.run(live, event.data, splitStream(name).id)
  }

  const may: Hub['may'] = async (actor, stream) => {
    const { kind, id } = splitStream(stream)
    return (await rules.get(kind)?.mayFollow(store, actor, id)) ?? false
  }

  function entryOf(follower: Follower): Held {
    const known = held.get(follower.id)
    if (known) return known
    const fresh = { follower, follows: new Set<StreamName>(), watches: new Set<StreamName>() }
    held.set(follower.id, fresh)
    return fresh
  }

  function observe(what: 'joined' | 'left', stream: StreamName, actor: PersonActor): void {
    const { kind, id } = splitStream(stream)
    for (const observer of observers) if (observer.kind === kind) observer[what](id, actor, live)
  }

  function unfollow(follower: Follower, stream: StreamName): void {
    if (!held.get(follower.id)?.follows.delete(stream)) return
    follower.leave(stream)
    feed.unwatch(stream)
    const left = (counts.get(stream) ?? 1) - 1
    if (left > 0) counts.set(stream, left)
    else counts.delete(stream)
    observe('left', stream, follower.actor)
  }

  function unwatch(entry: Held, stream: StreamName): void {
    if (entry.watches.delete(stream)) feed.unwatch(stream)
  }

  return {
    may,
    async follow(follower, stream, since) {
      if (!(await may(follower.actor, stream))) throw new AppError('not-found', 'stream.not-found', { stream })
      const entry = entryOf(follower)
      if (!entry.follows.has(stream)) {
        if (entry.follows.size >= STREAMS_MAX) throw new AppError('too-large', 'stream.too-many', { max: STREAMS_MAX })
        entry.follows.add(stream)
        counts.set(stream, (counts.get(stream) ?? 0) + 1)
        follower.join(stream)
        observe('joined', stream, follower.actor)
        const watching = feed.watch(stream)
        try {
          await watching
        } catch (error) {
          unfollow(follower, stream)
          throw error
        }
      }
      return read(stream, since)
    },
    unfollow,
    async watch(follower, streams) {
      const entry = entryOf(follower)
      const wanted = new Set(streams)
      for (const stream of entry.watches) if (!wanted.has(stream)) unwatch(entry, stream)
      const heads: Record<string, number> = {}
      for (const stream of wanted) {
        if (!(await may(follower.actor, stream))) continue
        if (!entry.watches.has(stream)) {
          entry.watches.add(stream)
          await feed.watch(stream)
        }
        heads[stream] = await store.head(stream)
      }
      return heads
    },
    follows: (follower, stream) => held.get(follower.id)?.follows.has(stream) ?? false,
    followers: (stream) => counts.get(stream) ?? 0,
    async recheck(personId) {
      for (const entry of [...held.values()]) {
        const { follower } = entry
        if (personId !== undefined && follower.actor.personId !== personId) continue
        for (const stream of [...entry.follows, ...entry.watches]) {
          if (await may(follower.actor, stream)) continue
          if (entry.follows.has(stream)) {
            unfollow(follower, stream)
            follower.ended(stream, 'stream.not-found')
          }
          unwatch(entry, stream)
        }
      }
    },
    gone(follower) {
      const entry = held.get(follower.id)
      if (!entry) return
      for (const stream of [...entry.follows]) unfollow(follower, stream)
      for (const stream of [...entry.watches]) unwatch(entry, stream)
      held.delete(follower.id)
    },
    close() {
      unsubscribe()
      cancelHeads?.()
      if (held.size > 0) log.debug({ followers: held.size }, 'hub closed with followers')
    },
  }
}

/** Entries of streams, in the order in which they came; other logs (notes) are not the hub's. */
function byStream(entries: readonly Committed[]): Map<StreamName, Committed[]> {
  const groups = new Map<StreamName, Committed[]>()
  for (const entry of entries) {
    const name = streamName.safeParse(entry.log)
    if (!name.success) continue
    const group = groups.get(name.data)
    if (group) group.push(entry)
    else groups.set(name.data, [entry])
  }
  return groups
}

function ruleByKind(features: readonly Feature[]): Map<StreamKind, StreamRule> {
  const rules = new Map<StreamKind, StreamRule>()
  for (const rule of features.flatMap((feature) => feature.streams ?? [])) {
    if (rules.has(rule.kind)) throw new Error(`Two features rule over ${rule.kind} streams`)
    rules.set(rule.kind, rule)
  }
  return rules
}

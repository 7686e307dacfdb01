import {
  AppError,
  isStreamName,
  notFound,
  type StreamEvent,
  type StreamKind,
  type StreamName,
  splitStream,
} from '@convene/protocol'
import type { Committed, ReadTx, Store } from '@convene/store'
import type { Logger } from 'pino'
import type { PersonActor } from './actor.ts'
import type { Effect, Feature, LiveConnections, StreamRule } from './feature.ts'
import type { Feed } from './feed.ts'
import { ifFound } from './if-found.ts'
import { inTurns } from './in-turns.ts'
import { createRechecks } from './rechecks.ts'
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
  /** What `follow` answers, once and without following. @throws AppError not-found */
  read(actor: PersonActor, stream: StreamName, since: number | undefined): Promise<CaughtUp>
  follows(follower: Follower, stream: StreamName): boolean
  followers(stream: StreamName): number
  /** Ends follows that are no longer allowed; never rejects: what cannot be looked at now is looked at again soon. */
  recheck(personId?: string): Promise<void>
  gone(follower: Follower): void
  close(): void
}

/** Heads are told together, at most this often. */
const HEADS_EVERY_MS = 200
/** Looks into the store at the same time, for rights and heads. */
const LOOKUPS_AT_ONCE = 16
export const STREAMS_MAX = 500

interface Held {
  readonly follower: Follower
  /** Each with the promise that its events are on their way. */
  readonly follows: Map<StreamName, Promise<void>>
  readonly watches: Map<StreamName, Promise<void>>
  /** What the newest `watch` asked for; an older one that is still being answered adds nothing any more. */
  wanted: ReadonlySet<StreamName>
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
  const { store, feed, clock, log, broadcast, live } = options
  const rules = ruleByKind(options.features)
  const effects = options.features.flatMap((feature) => feature.effects ?? [])
  const observers = options.features.flatMap((feature) => feature.follows ?? [])
  const held = new Map<string, Held>()
  const left = new WeakSet<Follower>()
  const counts = new Map<StreamName, number>()
  const dirty = new Map<StreamName, number>()
  let cancelHeads: (() => void) | undefined
  /** Counts the times that rights changed. */
  let rights = 0
  const rechecks = createRechecks({
    clock,
    log,
    async check(whose) {
      rights++
      const concerned = [...held.values()].filter(
        ({ follower }) => whose === 'everyone' || whose.has(follower.actor.personId),
      )
      await inTurns(concerned, LOOKUPS_AT_ONCE, recheck)
    },
  })

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
      for (const effect of effects) if (effect.event.type === event.type) runEffect(effect, name, event)
  }

  /** One that fails must not keep the events of other streams from their followers. */
  function runEffect(effect: Effect, name: StreamName, event: StreamEvent): void {
    try {
      effect.run(live, event.data, splitStream(name).id)
    } catch (error) {
      log.error({ err: error, stream: name, type: event.type }, 'an effect of an event failed')
    }
  }

  async function may(actor: PersonActor, stream: StreamName, tx: ReadTx = store): Promise<boolean> {
    const { kind, id } = splitStream(stream)
    return (await rules.get(kind)?.mayFollow(tx, actor, id)) ?? false
  }

  const read: Hub['read'] = (actor, stream, since) => options.read(stream, since, (view) => may(actor, stream, view))

  /** An answer that was overtaken by a change of rights is asked for again: nobody else would notice. */
  async function mayNow(actor: PersonActor, stream: StreamName): Promise<boolean> {
    for (;;) {
      const asked = rights
      const answer = await may(actor, stream)
      if (asked === rights) return answer
    }
  }

  /** @throws AppError not-found for a follower that has gone meanwhile: nobody would take its follows down again */
  function entryOf(follower: Follower): Held {
    const known = held.get(follower.id)
    if (known) return known
    if (left.has(follower)) throw notFound('stream')
    const fresh: Held = { follower, follows: new Map(), watches: new Map(), wanted: new Set() }
    held.set(follower.id, fresh)
    return fresh
  }

  function observe(what: 'joined' | 'left', stream: StreamName, actor: PersonActor): void {
    const { kind, id } = splitStream(stream)
    for (const observer of observers) if (observer.kind === kind) observer[what](id, actor, live)
  }

  function begin(entry: Held, stream: StreamName): Promise<void> {
    const { follower, follows } = entry
    if (follows.size >= STREAMS_MAX) throw new AppError('too-large', 'stream.too-many', { max: STREAMS_MAX })
    const begun = feed.watch(stream).catch((error) => {
      if (follows.get(stream) === begun) forget(entry, stream)
      throw error
    })
    follows.set(stream, begun)
    counts.set(stream, (counts.get(stream) ?? 0) + 1)
    follower.join(stream)
    observe('joined', stream, follower.actor)
    return begun
  }

  function forget({ follower, follows }: Held, stream: StreamName): void {
    follows.delete(stream)
    follower.leave(stream)
    const others = (counts.get(stream) ?? 1) - 1
    if (others > 0) counts.set(stream, others)
    else counts.delete(stream)
    observe('left', stream, follower.actor)
  }

  function unfollow(entry: Held | undefined, stream: StreamName): void {
    if (!entry?.follows.has(stream)) return
    forget(entry, stream)
    feed.unwatch(stream)
  }

  function beginWatch({ watches }: Held, stream: StreamName): Promise<void> {
    const begun = feed.watch(stream).catch((error) => {
      if (watches.get(stream) === begun) watches.delete(stream)
      throw error
    })
    watches.set(stream, begun)
    return begun
  }

  function unwatch(entry: Held, stream: StreamName): void {
    if (entry.watches.delete(stream)) feed.unwatch(stream)
  }

  async function recheck(entry: Held): Promise<void> {
    const { follower, follows, watches } = entry
    for (const stream of new Set([...follows.keys(), ...watches.keys()])) {
      if (await may(follower.actor, stream)) continue
      if (follows.has(stream)) {
        unfollow(entry, stream)
        follower.ended(stream, 'stream.not-found')
      }
      unwatch(entry, stream)
    }
  }

  return {
    read,
    async follow(follower, stream, since) {
      if (!(await mayNow(follower.actor, stream))) throw notFound('stream')
      const entry = entryOf(follower)
      await (entry.follows.get(stream) ?? begin(entry, stream))
      const caughtUp = await ifFound(read(follower.actor, stream, since))
      if (caughtUp && entry.follows.has(stream)) return caughtUp
      unfollow(entry, stream)
      throw notFound('stream')
    },
    unfollow: (follower, stream) => unfollow(held.get(follower.id), stream),
    async watch(follower, streams) {
      const entry = entryOf(follower)
      const wanted = new Set(streams)
      entry.wanted = wanted
      for (const stream of [...entry.watches.keys()]) if (!wanted.has(stream)) unwatch(entry, stream)
      const heads: Record<string, number> = {}
      await inTurns([...wanted], LOOKUPS_AT_ONCE, async (stream) => {
        if (!(await mayNow(follower.actor, stream)) || entry.wanted !== wanted) return
        await (entry.watches.get(stream) ?? beginWatch(entry, stream))
        const seq = await store.head(stream)
        if (entry.watches.has(stream)) heads[stream] = seq
      })
      return heads
    },
    follows: (follower, stream) => held.get(follower.id)?.follows.has(stream) ?? false,
    followers: (stream) => counts.get(stream) ?? 0,
    recheck: rechecks.ask,
    gone(follower) {
      left.add(follower)
      const entry = held.get(follower.id)
      if (!entry) return
      entry.wanted = new Set()
      for (const stream of [...entry.follows.keys()]) unfollow(entry, stream)
      for (const stream of [...entry.watches.keys()]) unwatch(entry, stream)
      held.delete(follower.id)
    },
    close() {
      unsubscribe()
      rechecks.close()
      cancelHeads?.()
      if (held.size > 0) log.debug({ followers: held.size }, 'hub closed with followers')
    },
  }
}

/** Entries of streams, in the order in which they came; other logs (notes) are not the hub's. */
function byStream(entries: readonly Committed[]): Map<StreamName, Committed[]> {
  const groups = new Map<StreamName, Committed[]>()
  for (const entry of entries) {
    const { log } = entry
    if (!isStreamName(log)) continue
    const group = groups.get(log)
    if (group) group.push(entry)
    else groups.set(log, [entry])
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

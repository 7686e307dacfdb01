import type { Redis } from 'ioredis'
import type { Logger } from 'pino'
import type { Bus, Heard } from './bus.ts'
import { connectRedis } from './redis-bus/connections.ts'
import { encodeEntries } from './redis-bus/message.ts'
import { isBusTopic, watchNodes } from './redis-bus/node-watch.ts'
import { createReader } from './redis-bus/reader.ts'
import { createSignals } from './redis-bus/signals.ts'
import { createWriter } from './redis-bus/writer.ts'
import type { Clock } from './services.ts'

export { connectRedis } from './redis-bus/connections.ts'

export interface RedisBusOptions {
  /** `redis://…/<number>`; nodes of one deployment name the same server and number. */
  url: string
  clock: Clock
  log: Logger
  newId: () => string
}

/** A start does not wait longer for Redis: without it the node serves, and hears of the others through the store. */
const OPEN_MAX_MS = 5_000
/** How long what was said last may take to leave. */
const CLOSE_FLUSH_MS = 500

/**
 * The bus over one Redis Stream, which every node reads from its own place, and publish and subscribe for signals. Redis
 * keeps nothing that matters: when it restarts, empty or not, entries are late and none is lost.
 */
export async function openRedisBus({ url, clock, log, newId }: RedisBusOptions): Promise<Bus> {
  const nodeId = newId()
  const writing = connectRedis(url, 'writes', log)
  const reading = connectRedis(url, 'reads', log)
  const subscribed = connectRedis(url, 'signals', log)
  const names = namesFor(writing.options.db ?? 0)
  const entryListeners: ((entries: readonly Heard[]) => void)[] = []
  const lossListeners: (() => void)[] = []
  const onLoss = () => {
    for (const listener of lossListeners) listener()
  }

  const writer = createWriter({ redis: writing, key: names.stream, nodeId, clock, log })
  const signals = createSignals({ writer: writing, subscriber: subscribed, channel: names.channel, nodeId })
  const nodes = watchNodes({
    signals,
    clock,
    hears: () => subscribed.status === 'ready',
    died(dead) {
      log.warn({ node: dead }, 'a node fell silent; the store is asked for what it said last')
      onLoss()
    },
  })
  const reader = createReader({
    redis: reading,
    key: names.stream,
    nodeId,
    clock,
    log,
    onEntries(entries) {
      for (const listener of entryListeners) listener(entries)
    },
    onLoss,
  })
  const stopSaying = sayComingsAndGoings(reading, log)
  await settled(Promise.all([reader.begun, signals.begun]), OPEN_MAX_MS, clock)

  let closing: Promise<void> | undefined
  const close = async () => {
    nodes.close()
    await writer.close(CLOSE_FLUSH_MS)
    stopSaying()
    for (const redis of [writing, reading, subscribed]) redis.disconnect()
    await reader.close()
  }
  return {
    publish: (entries) => writer.send(encodeEntries(nodeId, entries)),
    onEntries: (listener) => void entryListeners.push(listener),
    onLoss: (listener) => void lossListeners.push(listener),
    signal: (topic, payload) => signals.send(topic, payload),
    onSignal: (listener) =>
      signals.on((topic, payload) => {
        if (!isBusTopic(topic)) listener(topic, payload)
      }),
    close: () => (closing ??= close()),
  }
}

/** Channels are common to all databases of a Redis server, so the number is part of the name. */
const namesFor = (db: number) => ({ stream: 'convene:bus', channel: `convene:${db}:signals` })

function sayComingsAndGoings(redis: Redis, log: Logger): () => void {
  let away = false
  const came = () => {
    if (away) log.info('redis is back')
    away = false
  }
  const went = () => {
    if (!away) log.error('redis is away: what other nodes do comes late until it is back')
    away = true
  }
  redis.on('ready', came).on('close', went)
  return () => void redis.off('ready', came).off('close', went)
}

async function settled(work: Promise<unknown>, mostMs: number, clock: Clock): Promise<void> {
  let cancel = () => {}
  const tooLong = new Promise<void>((resolve) => {
    cancel = clock.after(mostMs, resolve)
  })
  await Promise.race([work, tooLong])
  cancel()
}

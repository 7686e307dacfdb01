import { AppError, type Slice, type StreamEvent, type StreamName, splitStream } from '@convene/protocol'
import { checkSnapshot } from './check-snapshot.ts'
import type { Clock } from './clock.ts'
import { type FollowedStream, followedStream, type StreamView } from './followed-stream.ts'
import type { Keep } from './keep.ts'
import type { FollowAnswer } from './messages.ts'

/** A stream nobody looks at any more is followed this much longer: going back and forth costs nothing. */
const LINGER_MS = 30_000
/** Streams are written to the device at most this often each. */
const KEEP_EVERY_MS = 1_500

export interface Streams {
  /** The stream, followed until `release` is called as often as `retain`. */
  retain(name: StreamName): FollowedStream
  release(name: StreamName): void
  peek(name: StreamName): StreamView | undefined
  connected(): void
  disconnected(): void
  receive(name: StreamName, events: readonly StreamEvent[]): void
  ended(name: StreamName, reason: string): void
  /** Stops following and forgets everything, here and on the device. */
  clear(): Promise<void>
}

interface Entry {
  readonly stream: FollowedStream
  users: number
  /** What is kept on the device was read: until then nothing is asked of the server. */
  ready: boolean
  cancelLinger: () => void
}

/** Every stream the page follows, each once, however many parts of the page look at it. */
export function followedStreams(deps: {
  slices: readonly Slice[]
  clock: Clock
  random: () => number
  keep: Keep
  follow: (name: StreamName, since: number | undefined) => Promise<FollowAnswer>
  unfollow: (name: StreamName) => void
}): Streams {
  const { clock, keep } = deps
  const entries = new Map<StreamName, Entry>()
  let online = false

  function open(name: StreamName): Entry {
    const { kind } = splitStream(name)
    const slices = deps.slices.filter((slice) => slice.stream === kind)
    const stream = followedStream({
      slices,
      clock,
      random: deps.random,
      follow: (since) => deps.follow(name, since),
      check: (snapshot) => checkSnapshot(slices, snapshot),
    })
    const entry: Entry = { stream, users: 0, ready: false, cancelLinger: () => {} }
    entries.set(name, entry)
    keepUp(name, stream)
    void start(name, entry, slices)
    return entry
  }

  /** What is kept comes first, so that the server is asked only for what came since. */
  async function start(name: StreamName, entry: Entry, slices: readonly Slice[]): Promise<void> {
    const { stream } = entry
    const kept = await keep.read(name)
    try {
      if (kept) stream.restore({ seq: kept.seq, state: checkSnapshot(slices, kept.state) })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      await keep.remove(name)
    }
    entry.ready = true
    if (online && entries.get(name) === entry) stream.connected()
  }

  function keepUp(name: StreamName, stream: FollowedStream): void {
    let planned = false
    let written: unknown
    stream.view.subscribe(() => {
      const { status } = stream.view.get()
      if (status === 'ended' || status === 'not-found') void keep.remove(name)
      if (planned || status !== 'live') return
      planned = true
      clock.after(KEEP_EVERY_MS, () => {
        planned = false
        const held = stream.held()
        if (!held || held === written || entries.get(name)?.stream !== stream) return
        written = held
        void keep.write(name, held)
      })
    })
  }

  function close(name: StreamName, entry: Entry): void {
    entries.delete(name)
    entry.stream.close()
    deps.unfollow(name)
  }

  return {
    retain(name) {
      const entry = entries.get(name) ?? open(name)
      entry.users += 1
      entry.cancelLinger()
      return entry.stream
    },
    release(name) {
      const entry = entries.get(name)
      if (!entry) return
      entry.users -= 1
      if (entry.users > 0) return
      const { status } = entry.stream.view.get()
      if (status === 'ended' || status === 'not-found') close(name, entry)
      else entry.cancelLinger = clock.after(LINGER_MS, () => close(name, entry))
    },
    peek: (name) => entries.get(name)?.stream.view.get(),
    connected() {
      online = true
      for (const { stream, ready } of entries.values()) if (ready) stream.connected()
    },
    disconnected() {
      online = false
      for (const { stream } of entries.values()) stream.disconnected()
    },
    receive: (name, events) => entries.get(name)?.stream.receive(events),
    ended: (name, reason) => entries.get(name)?.stream.ended(reason),
    async clear() {
      for (const [name, entry] of entries) {
        entry.cancelLinger()
        entry.stream.ended('signed-out')
        entry.stream.close()
        entries.delete(name)
      }
      await keep.clear()
    },
  }
}

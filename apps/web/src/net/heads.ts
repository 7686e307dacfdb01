import type { StreamName } from '@convene/protocol'
import type { Clock } from './clock.ts'
import { type Readable, writable } from './readable.ts'

/** Last seq by stream, of what is watched. */
export type Heads = Readonly<Record<string, number>>

export interface HeadWatch {
  readonly heads: Readable<Heads>
  /** Watches until the returned end is called; several may watch the same. */
  watch(streams: readonly StreamName[]): () => void
  connected(): void
  receive(heads: Heads): void
  clear(): void
}

/** Changes of what is watched within this time are told to the server together. */
const TELL_AFTER_MS = 20

/** Tells the server which streams to tell heads of: always the whole set, since the server replaces what it had. */
export function headWatch(clock: Clock, tell: (streams: StreamName[]) => Promise<Heads>): HeadWatch {
  const heads = writable<Heads>({})
  const watched = new Map<StreamName, number>()
  let planned = false
  let online = false

  function receive(news: Heads): void {
    const changed = Object.entries(news).filter(([stream, seq]) => heads.get()[stream] !== seq)
    if (changed.length > 0) heads.set({ ...heads.get(), ...Object.fromEntries(changed) })
  }

  function plan(): void {
    if (planned) return
    planned = true
    clock.after(TELL_AFTER_MS, () => {
      planned = false
      if (!online) return
      // A failure means the connection went: the next one tells again.
      tell([...watched.keys()]).then(receive, () => {
        online = false
      })
    })
  }

  function count(stream: StreamName, by: 1 | -1): void {
    const now = (watched.get(stream) ?? 0) + by
    if (now > 0) watched.set(stream, now)
    else watched.delete(stream)
  }

  return {
    heads,
    receive,
    watch(streams) {
      for (const stream of streams) count(stream, 1)
      plan()
      return () => {
        for (const stream of streams) count(stream, -1)
        plan()
      }
    },
    connected() {
      online = true
      if (watched.size > 0) plan()
    },
    clear() {
      online = false
      heads.set({})
    },
  }
}

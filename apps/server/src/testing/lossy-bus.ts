import type { Committed } from '@convene/store'
import type { Random } from '@convene/testkit'
import type { Bus, Heard } from '../kit/bus.ts'

/** How often, 0 to 1, a message to one node suffers each harm. */
export interface Harm {
  readonly lost: number
  readonly repeated: number
  /** Taken out of turn when it is carried. */
  readonly reordered: number
  /** An entry travels without its value. */
  readonly bare: number
}

export interface LossyBus {
  /** One bus for each node. */
  readonly ends: readonly Bus[]
  /** Brings up to `most` waiting messages to their nodes. */
  carry(most: number): void
  /** Tells every node that something may have been lost, as a reconnection does. */
  tellLoss(): void
}

/** A bus between nodes of one process that harms what it carries, the same way for the same seed. Nothing moves by itself. */
export function lossyBus(nodes: number, random: Random, harm: Harm): LossyBus {
  const listeners = Array.from({ length: nodes }, () => ({
    entries: [] as ((entries: readonly Heard[]) => void)[],
    loss: [] as (() => void)[],
  }))
  const waiting: { to: number; entries: readonly Heard[] }[] = []
  const happens = (chance: number) => random.next() < chance
  const maybeBare = ({ log, seq, value }: Committed): Heard => (happens(harm.bare) ? { log, seq } : { log, seq, value })

  const end = (from: number): Bus => ({
    publish(entries) {
      for (let to = 0; to < nodes; to++) {
        if (to === from || happens(harm.lost)) continue
        const message = { to, entries: entries.map(maybeBare) }
        waiting.push(message)
        if (happens(harm.repeated)) waiting.push(message)
      }
    },
    onEntries: (listener) => void listeners[from]?.entries.push(listener),
    onLoss: (listener) => void listeners[from]?.loss.push(listener),
    signal() {},
    onSignal() {},
    async close() {},
  })

  return {
    ends: listeners.map((_, from) => end(from)),
    carry(most) {
      for (let carried = 0; carried < most && waiting.length > 0; carried++) {
        const at = happens(harm.reordered) ? random.int(waiting.length) : 0
        for (const { to, entries } of waiting.splice(at, 1))
          for (const listener of listeners[to]?.entries ?? []) listener(entries)
      }
    },
    tellLoss() {
      for (const { loss } of listeners) for (const listener of loss) listener()
    },
  }
}

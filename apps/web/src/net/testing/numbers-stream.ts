import { event, on, type Slice, type StreamEvent, type StreamName, slice } from '@convene/protocol'
import { z } from 'zod'

/** A stream small enough to see through: its state is the list of numbers said on it, in order. */
export const NUMBERS: StreamName = 'channel/numbers'

const said = event('channel', 'test.said', z.object({ number: z.number() }))

export const numbersSlice: Slice<number[]> = slice<number[]>('channel', 'numbers', z.array(z.number()), [
  on(said, (all, data) => [...all, data.number]),
])

/** The server's side of it: `say` appends the next number, which is also its seq. */
export function numbersLog() {
  const events: StreamEvent[] = []
  return {
    events,
    say(): StreamEvent {
      const seq = events.length + 1
      const next = { seq, type: said.type, at: 0, by: null, data: { number: seq } }
      events.push(next)
      return next
    },
    snapshot: () => ({ numbers: events.map(({ seq }) => seq) }),
  }
}

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1)

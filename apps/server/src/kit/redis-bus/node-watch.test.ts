import { fakeClock } from '@convene/testkit'
import { SILENT_MS, watchNodes } from './node-watch.ts'
import type { Signals } from './signals.ts'

test('NB12 a node that falls silent is taken for dead once; one that takes its leave is not', () => {
  const { clock, node } = cluster()
  const [a, b, c] = [node('a'), node('b'), node('c')]
  clock.advance(SILENT_MS * 3)
  expect(a.dead).toEqual([])
  b.up = false
  c.watch.close()
  clock.advance(SILENT_MS * 3)
  expect(a.dead).toEqual(['b'])
})

test('NB13 silence says nothing about others while a node cannot hear them, or was too busy to listen', () => {
  const { clock, node } = cluster()
  const [a, b] = [node('a'), node('b')]
  clock.advance(SILENT_MS)
  a.hears = false
  b.up = false
  clock.advance(SILENT_MS * 2)
  a.hears = true
  clock.advance(SILENT_MS * 2)
  expect(a.dead).toEqual([])
})

/** Nodes joined by a medium that carries at once; a crashed one says nothing more. */
function cluster() {
  const clock = fakeClock()
  const listeners = new Map<string, Parameters<Signals['on']>[0]>()
  const node = (name: string) => {
    const state = { dead: [] as string[], hears: true, up: true }
    const signals: Signals = {
      send(topic, payload) {
        if (state.up) for (const [other, listener] of listeners) if (other !== name) listener(topic, payload, name)
      },
      on: (listener) =>
        void listeners.set(name, (...message) => {
          if (state.up && state.hears) listener(...message)
        }),
    }
    const died = (id: string) => void state.dead.push(id)
    return Object.assign(state, { watch: watchNodes({ signals, clock, hears: () => state.hears, died }) })
  }
  return { clock, node }
}

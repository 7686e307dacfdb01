import { type FakeClock, fakeClock } from '@convene/testkit'
import { pino } from 'pino'
import { type Connections, createConnections } from './connections.ts'
import { PATROL_MS, startPatrol } from './patrol.ts'

let clock: FakeClock
let connections: Connections
let over: Set<string>
let failures: number
let close: () => void
beforeEach(() => {
  clock = fakeClock(1_000)
  connections = createConnections(1)
  ;[over, failures] = [new Set(), 0]
  const lives = async (sessionId: string) => {
    if (failures-- > 0) throw new Error('no primary')
    return !over.has(sessionId)
  }
  close = startPatrol({ connections, lives, clock, log: pino({ level: 'silent' }) }).close
})
afterEach(() => close())

/** A connection, and what was done to it. */
function held(personId: string, sessionId: string) {
  const seen: string[] = []
  connections.add({
    personId,
    sessionId,
    end: () => void seen.push('ended'),
    recheck: () => void seen.push('rechecked'),
  })
  return seen
}

/** Moves time a step at a time, as the patrol walks, and lets it look. */
async function pass(ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += 1_000) {
    clock.advance(1_000)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('KT43 everyone is looked at again once a minute, and a session that is over ends', async () => {
  const [ann, twice, ben] = [held('ann', 'a1'), held('ann', 'a2'), held('ben', 'b1')]
  await pass(PATROL_MS - 2_000)
  expect([ann, twice, ben]).toEqual([[], [], []])
  over.add('a2')
  await pass(PATROL_MS)
  expect([ann, twice, ben]).toEqual([['rechecked'], ['rechecked', 'ended'], ['rechecked']])
  await pass(PATROL_MS)
  expect(ben).toEqual(['rechecked', 'rechecked'])
})

test('KT43 hundreds are looked at a few at a time, each once in a round', async () => {
  const all = Array.from({ length: 300 }, (_, n) => held(`p${n}`, `s${n}`))
  const looked = () => all.filter((seen) => seen.length > 0).length
  await pass(PATROL_MS + 5_000)
  expect(looked()).toBeGreaterThan(0)
  expect(looked()).toBeLessThan(60)
  await pass(PATROL_MS - 8_000)
  expect(all.every((seen) => seen.length === 1)).toBe(true)
})

test('KT44 a look that failed is made again in the next round', async () => {
  const ann = held('ann', 'a1')
  over.add('a1')
  failures = 1
  await pass(PATROL_MS + 2_000)
  expect(ann).toEqual(['rechecked'])
  await pass(PATROL_MS)
  expect(ann).toEqual(['rechecked', 'rechecked', 'ended'])
})

import { seededRandom } from '@convene/testkit'
import { Ranges } from './ranges.ts'

test('NS4 ranges answer as a plain set of clocks does, in whatever order they are added', () => {
  for (let seed = 1; seed <= 300; seed++) {
    const random = seededRandom(seed)
    const ranges = new Ranges()
    const clocks = new Set<number>()
    for (let i = 0; i < 25; i++) {
      const start = random.int(60)
      const end = start + random.int(6)
      ranges.add(5, start, end)
      for (let clock = start; clock < end; clock++) clocks.add(clock)
      const from = random.int(60)
      const to = from + 1 + random.int(8)
      const all = Array.from({ length: to - from }, (_, at) => clocks.has(from + at)).every(Boolean)
      let prefix = 0
      while (clocks.has(prefix)) prefix += 1
      expect([seed, ranges.covers(5, from, to), ranges.prefix(5)]).toEqual([seed, all, prefix])
    }
    expect(ranges.covers(6, 0, 1)).toBe(false)
  }
})

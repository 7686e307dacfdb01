import { killMoments } from '../scenarios/kill-moments.ts'
import { median } from './median.ts'
import { cpuUs } from './process-usage.ts'
import { createTally } from './tally.ts'

test('BN4 a delivery that comes twice counts once, and one that never comes is lost', () => {
  const tally = createTally(2, 3, 6)
  for (const [receiver, item] of [
    [0, 0],
    [0, 0],
    [1, 0],
    [0, 2],
    [1, 2],
  ] as const) {
    tally.deliver(receiver, item, 0, 10)
  }
  expect(tally.result(0)).toMatchObject({ delivered: 4, lost: 2 })
})

test('BN4 an item beyond the expected ones does not count for another receiver', () => {
  const tally = createTally(2, 3, 6)
  tally.deliver(0, 3, 0, 10)
  expect(tally.result(0)).toMatchObject({ delivered: 0, lost: 6, perSecond: 0 })
})

test('BN5 latency counts from when the item was due', () => {
  const tally = createTally(1, 2, 2)
  tally.deliver(0, 0, 100, 130)
  tally.deliver(0, 1, 100, 600)
  const { p50Ms, p99Ms, perSecond } = tally.result(100)
  expect(p50Ms).toBeCloseTo(30, 0)
  expect(p99Ms).toBeCloseTo(500, 0)
  expect(perSecond).toBe(4)
})

test('BN7 CPU time is the sum of fields 14 and 15, even when the command holds spaces and brackets', () => {
  const stat = '42 (node (a) b) S 1 42 42 0 -1 4194304 9 0 0 0 150 25 7 8 20 0 11 0 100 0 0'
  expect(cpuUs(stat)).toBe(1_750_000)
})

test('BN8 the median of three rounds is the middle one, of two the mean', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([1, 4])).toBe(2.5)
  expect(median([])).toBeNaN()
})

test('BN10 the same seed gives the same moments of the kills, another seed others', () => {
  const moments = killMoments(7, 50)
  expect(moments).toEqual(killMoments(7, 50))
  expect(moments).not.toEqual(killMoments(8, 50))
  expect(Math.min(...moments)).toBeGreaterThanOrEqual(100)
  expect(Math.max(...moments)).toBeLessThan(2_000)
})

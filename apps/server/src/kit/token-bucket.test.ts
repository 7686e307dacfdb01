import { tokenBucket } from './token-bucket.ts'

test('KT1 a bucket allows its burst at once, then its rate, and says how long to wait', () => {
  const bucket = tokenBucket(10, 3)
  expect([0, 0, 0, 0].map((now) => bucket.take(now))).toEqual([true, true, true, false])
  expect(bucket.waitMs(0)).toBe(100)
  expect(bucket.take(99)).toBe(false)
  expect(bucket.take(100)).toBe(true)
  expect(bucket.waitMs(100)).toBe(100)
})

test('KT1 a quiet time fills a bucket to its burst and no further', () => {
  const bucket = tokenBucket(10, 3)
  bucket.take(0)
  expect([60_000, 60_000, 60_000, 60_000].map((now) => bucket.take(now))).toEqual([true, true, true, false])
})

test('KT2 a clock set back gives and takes nothing', () => {
  const bucket = tokenBucket(10, 1)
  expect(bucket.take(1_000_000)).toBe(true)
  expect(bucket.take(0)).toBe(false)
  expect(bucket.take(100)).toBe(true)
})

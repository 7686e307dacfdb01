import { seededRandom } from './random.ts'

test('TK3 the same seed gives the same run, another seed another', () => {
  const draw = (seed: number) => {
    const random = seededRandom(seed)
    return [
      random.int(1_000),
      random.pick(['a', 'b', 'c']),
      [...random.bytes(8)],
      random.shuffle([1, 2, 3, 4, 5, 6, 7]),
    ]
  }
  expect(draw(7)).toEqual(draw(7))
  expect(draw(7)).not.toEqual(draw(8))
})

test('TK4 draws stay in their range and reach all of it', () => {
  const random = seededRandom(1)
  const drawn = new Set(Array.from({ length: 500 }, () => random.int(6)))
  expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5])
  expect(random.shuffle([1, 2, 3]).sort()).toEqual([1, 2, 3])
  expect(() => random.pick([])).toThrow(RangeError)
})

/** Randomness as a parameter; the same seed gives the same run. */
export interface Random {
  /** In [0, 1). */
  next(): number
  /** A whole number in [0, n). */
  int(n: number): number
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T
  bytes(n: number): Uint8Array
  /** A shuffled copy. */
  shuffle<T>(list: readonly T[]): T[]
}

/** Reproducible randomness for tests and load; print the seed when a run fails. Not for secrets. */
export function seededRandom(seed: number): Random {
  const next = mulberry32(seed)
  const int = (n: number) => Math.floor(next() * n)
  return {
    next,
    int,
    pick(list) {
      for (const item of list.slice(int(list.length))) return item
      throw new RangeError('Nothing to pick from an empty list')
    },
    bytes: (n) => Uint8Array.from({ length: n }, () => int(256)),
    shuffle(list) {
      const drawn = list.map((item) => ({ item, order: next() }))
      return drawn.sort((a, b) => a.order - b.order).map(({ item }) => item)
    },
  }
}

/** mulberry32 by Tommy Ettinger, public domain: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Sets of clocks per Yjs client, as sorted, disjoint, half-open intervals. */
export class Ranges {
  /** Per client `[start, end, start, end, ...]`, ascending; neighbours that touch are joined. */
  readonly #intervals = new Map<number, number[]>()

  add(client: number, start: number, end: number): void {
    if (start >= end) return
    const known = this.#intervals.get(client)
    if (known === undefined) {
      this.#intervals.set(client, [start, end])
      return
    }
    const last = known.length - 1
    if (known[last] === start) known[last] = end
    else insert(known, start, end)
  }

  covers(client: number, start: number, end: number): boolean {
    if (start >= end) return true
    const known = this.#intervals.get(client)
    if (known === undefined) return false
    const at = firstEndingAfter(known, start)
    return (known[at] ?? Number.POSITIVE_INFINITY) <= start && (known[at + 1] ?? 0) >= end
  }

  has(client: number): boolean {
    return this.#intervals.has(client)
  }

  /** Clocks from 0 up to the first gap: what a state vector may claim. */
  prefix(client: number): number {
    const known = this.#intervals.get(client)
    return known?.[0] === 0 ? (known[1] ?? 0) : 0
  }

  clients(): IterableIterator<number> {
    return this.#intervals.keys()
  }
}

/** Index of the first interval whose end is above `clock`; the array's length when there is none. */
function firstEndingAfter(intervals: readonly number[], clock: number): number {
  let low = 0
  let high = intervals.length / 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((intervals[middle * 2 + 1] ?? 0) > clock) high = middle
    else low = middle + 1
  }
  return low * 2
}

function insert(intervals: number[], start: number, end: number): void {
  // An interval that ends exactly at `start` is joined too, hence the search from one below.
  const from = firstEndingAfter(intervals, start - 1)
  let to = from
  let low = start
  let high = end
  while (to < intervals.length && (intervals[to] ?? 0) <= end) {
    low = Math.min(low, intervals[to] ?? low)
    high = Math.max(high, intervals[to + 1] ?? high)
    to += 2
  }
  intervals.splice(from, to - from, low, high)
}

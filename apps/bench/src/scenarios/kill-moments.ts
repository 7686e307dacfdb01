import { seededRandom } from '@convene/testkit'

const SHORTEST_LIFE_MS = 100
const LONGEST_LIFE_MS = 2_000

/** How long each server lives, counted from the first write, in ms. The same seed gives the same lives, to every peer. */
export function killMoments(seed: number, kills: number): number[] {
  const random = seededRandom(seed)
  return Array.from({ length: kills }, () => SHORTEST_LIFE_MS + random.int(LONGEST_LIFE_MS - SHORTEST_LIFE_MS))
}

import type { communities } from '@convene/protocol'
import { useCommunity } from '../communities/index.ts'
import type { Presence } from './use-presence.ts'

/** Members who are here, by name. */
export function usePeopleHere(here: Presence): communities.Member[] {
  const { members } = useCommunity()
  const ids = new Set(here.people)
  return members.filter((one) => ids.has(one.personId)).sort((a, b) => a.name.localeCompare(b.name))
}

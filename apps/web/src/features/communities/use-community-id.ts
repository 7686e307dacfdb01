import { type AppError, communities, streamOf } from '@convene/protocol'
import { useQuery, useSession, useSlice } from '../../net/index.ts'

/** What the address's handle leads to. */
export type Found =
  | { readonly state: 'asking' }
  | { readonly state: 'failed'; readonly error: AppError }
  | { readonly state: 'member'; readonly id: string }
  /** May be found, and perhaps read, by someone who is not a member. */
  | { readonly state: 'visitor'; readonly answer: Answer }

export type Answer = ReturnType<typeof communities.resolve.output.parse>

/** One's own communities are known on the device already; others are asked for. */
export function useCommunityId(handle: string): Found {
  const session = useSession()
  const me = session.state === 'signed-in' ? streamOf('member', session.personId) : undefined
  const mine = useSlice(me, communities.communitiesSlice)
  const own = mine?.find((one) => one.handle === handle)
  const { data, error } = useQuery(communities.resolve, mine && !own ? { handle } : undefined, [handle, mine, own])
  if (own) return { state: 'member', id: own.id }
  if (data?.community.handle === handle) return { state: 'visitor', answer: data }
  if (error) return { state: 'failed', error }
  return { state: 'asking' }
}

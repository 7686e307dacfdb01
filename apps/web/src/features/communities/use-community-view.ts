import type { Standing } from '@convene/domain'
import { chat, communities, meetings, streamOf } from '@convene/protocol'
import { useMemo } from 'react'
import { readSlice, type StreamView, useSession, useStream } from '../../net/index.ts'
import type { CommunityView } from './community-context.ts'

const GUEST: Standing = { role: 'guest', stage: 'newcomer' }

/** The community's stream, as its pages use it; `view` stays undefined until anything is known. */
export function useCommunityView(id: string): { view: CommunityView | undefined; status: StreamView['status'] } {
  const session = useSession()
  const personId = session.state === 'signed-in' ? session.personId : undefined
  const { state, status } = useStream(streamOf('community', id))
  const view = useMemo(() => {
    const community = readSlice(state, communities.communitySlice)
    if (!community) return undefined
    const members = readSlice(state, communities.membersSlice) ?? []
    const own = members.find((member) => member.personId === personId)
    return {
      community,
      members,
      standing: own ? { role: own.role, stage: own.stage } : GUEST,
      organizations: readSlice(state, communities.organizationsSlice) ?? [],
      channels: readSlice(state, chat.channelsSlice) ?? [],
      meetings: readSlice(state, meetings.meetingsSlice) ?? [],
    }
  }, [state, personId])
  return { view, status }
}

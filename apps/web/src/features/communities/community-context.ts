import type { Standing } from '@convene/domain'
import type { chat, communities, meetings } from '@convene/protocol'
import { createContext, useContext } from 'react'

/** What every page within a community knows, live. */
export interface CommunityView {
  readonly community: communities.Community
  /** Who the reader is here; a guest in an open community they have not joined. */
  readonly standing: Standing
  readonly members: readonly communities.Member[]
  readonly organizations: readonly communities.Organization[]
  /** Every channel, those of meetings and archived ones too; `places` has what the list shows. */
  readonly channels: readonly chat.Channel[]
  /** By their start, earliest first. */
  readonly meetings: readonly meetings.MeetingSummary[]
}

export const CommunityContext = createContext<CommunityView | undefined>(undefined)

/** The community whose page this is. Only below `communityRoute`. */
export function useCommunity(): CommunityView {
  const view = useContext(CommunityContext)
  if (!view) throw new Error('useCommunity is for pages within a community')
  return view
}

import { IconCalendar, IconHome, IconMessages, IconUsers } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useT } from '../../i18n/index.ts'
import { type BarItem, Shell } from '../../ui/index.ts'
import { useCommunity } from './community-context.ts'
import { CommunityRail } from './community-rail.tsx'
import { Finder } from './finder/finder.tsx'
import { listedChannels } from './listed-channels.ts'

/** The community's places around its pages. */
export function CommunityFrame({ children }: { children: ReactNode }) {
  const t = useT()
  const { community, channels } = useCommunity()
  const params = { community: community.handle }
  const first = listedChannels(channels)[0]
  const bar: BarItem[] = [
    { to: '/c/$community', params, label: t('communities.home'), icon: IconHome, exact: true },
    ...(first
      ? [
          {
            to: '/c/$community/channels/$channel',
            params: { ...params, channel: first.id },
            label: t('communities.talk'),
            icon: IconMessages,
          },
        ]
      : []),
    { to: '/c/$community/meetings', params, label: t('communities.meetings'), icon: IconCalendar },
    { to: '/c/$community/people', params, label: t('communities.people'), icon: IconUsers },
  ]
  return (
    <Shell bar={bar} rail={<CommunityRail />}>
      {children}
      <Finder />
    </Shell>
  )
}

import '@mantine/spotlight/styles.css'
import { communities, streamOf } from '@convene/protocol'
import { createSpotlight, Spotlight, type SpotlightActionData } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useContext, useEffect } from 'react'
import { useFormat, useT } from '../../../i18n/index.ts'
import { useSession, useSlice } from '../../../net/index.ts'
import { CommunityContext, type CommunityView } from '../community-context.ts'
import { listedChannels } from '../listed-channels.ts'

const [store, spotlight] = createSpotlight()
const RESULTS_MAX = 12

/** Everything that has a name: channels, meetings, people of this community, and one's other communities. */
export function FindDialog({ onClose }: { onClose: () => void }) {
  const t = useT()
  useEffect(() => spotlight.open(), [])
  return (
    <Spotlight
      store={store}
      shortcut={null}
      actions={useActions()}
      onSpotlightClose={onClose}
      limit={RESULTS_MAX}
      highlightQuery
      scrollable
      centered={false}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.4, blur: 0 }}
      nothingFound={t('ui.findNothing')}
      searchProps={{
        leftSection: <IconSearch size={20} stroke={1.6} />,
        placeholder: t('ui.findPlaceholder'),
        'aria-label': t('ui.find'),
      }}
    />
  )
}

function useActions(): SpotlightActionData[] {
  const t = useT()
  const format = useFormat()
  const navigate = useNavigate()
  const session = useSession()
  const view = useContext(CommunityContext)
  const me = session.state === 'signed-in' ? streamOf('member', session.personId) : undefined
  const mine = useSlice(me, communities.communitiesSlice) ?? []
  return [
    ...(view ? withinCommunity(view) : []),
    ...mine.map(({ id, handle, name }) => ({
      id: `community-${id}`,
      label: name,
      description: t('communities.community'),
      onClick: () => void navigate({ to: '/c/$community', params: { community: handle } }),
    })),
  ]

  function withinCommunity({ community, channels, meetings, members }: CommunityView): SpotlightActionData[] {
    const params = { community: community.handle }
    return [
      ...listedChannels(channels).map(({ id, name, topic }) => ({
        id: `channel-${id}`,
        label: name,
        description: topic || t('communities.channel'),
        onClick: () => void navigate({ to: '/c/$community/channels/$channel', params: { ...params, channel: id } }),
      })),
      ...meetings.map(({ id, title, startsAt, timeZone }) => ({
        id: `meeting-${id}`,
        label: title,
        description: format.date(startsAt, timeZone),
        onClick: () => void navigate({ to: '/c/$community/meetings/$meeting', params: { ...params, meeting: id } }),
      })),
      ...members.map(({ personId, name, title }) => ({
        id: `person-${personId}`,
        label: name,
        description: title || t('communities.person'),
        onClick: () => void navigate({ to: '/c/$community/people', params, search: { person: personId } }),
      })),
    ]
  }
}

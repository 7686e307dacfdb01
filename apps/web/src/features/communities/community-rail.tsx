import { may } from '@convene/domain'
import {
  IconAdjustments,
  IconArrowLeft,
  IconCalendar,
  IconHash,
  IconHome,
  IconSearch,
  IconUsers,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useT } from '../../i18n/index.ts'
import { FunctionMark, Pill, RailHeading, RailLink } from '../../ui/index.ts'
import { useUnread } from '../chat/index.ts'
import { useCommunity } from './community-context.ts'
import styles from './community-rail.module.css'
import { openFinder } from './finder/open-finder.ts'
import { functionPlace } from './function-place.ts'
import { listedChannels } from './listed-channels.ts'
import { MyLink } from './my-link.tsx'
import { NewChannel } from './new-channel.tsx'

/** Where one can go within a community. */
export function CommunityRail() {
  const t = useT()
  const { community, channels, standing } = useCommunity()
  const listed = useMemo(() => listedChannels(channels), [channels])
  const unread = useUnread(community.id, listed)
  const params = { community: community.handle }
  return (
    <>
      <Link to="/" className={styles.all}>
        <IconArrowLeft size={16} stroke={1.6} />
        {t('communities.allMine')}
      </Link>
      <div className={styles.name}>{community.name}</div>
      <button type="button" className={styles.find} onClick={openFinder}>
        <IconSearch size={16} stroke={1.6} />
        <span>{t('ui.find')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <RailLink to="/c/$community" params={params} exact mark={<IconHome size={18} stroke={1.6} />}>
        {t('communities.home')}
      </RailLink>
      <RailLink to="/c/$community/meetings" params={params} mark={<IconCalendar size={18} stroke={1.6} />}>
        {t('communities.meetings')}
      </RailLink>
      <RailLink to="/c/$community/people" params={params} mark={<IconUsers size={18} stroke={1.6} />}>
        {t('communities.people')}
      </RailLink>
      {may(standing, 'moderate') && (
        <RailLink to="/c/$community/admin" params={params} mark={<IconAdjustments size={18} stroke={1.6} />}>
          {t('communities.manage')}
        </RailLink>
      )}
      <RailHeading action={may(standing, 'createChannel') && <NewChannel />}>{t('communities.channels')}</RailHeading>
      {listed.map(({ id, name, functionId }) => {
        const place = functionPlace(community, functionId)
        const count = unread[id] ?? 0
        return (
          <RailLink
            key={id}
            to="/c/$community/channels/$channel"
            params={{ ...params, channel: id }}
            mark={
              place ? <FunctionMark place={place} quiet /> : <IconHash size={18} stroke={1.6} className={styles.hash} />
            }
            end={count > 0 && <Pill count={count} label={t('communities.unread', { count })} />}
          >
            {name}
          </RailLink>
        )
      })}
      <RailHeading>{t('communities.yours')}</RailHeading>
      <MyLink to="/c/$community/settings" params={params} />
    </>
  )
}

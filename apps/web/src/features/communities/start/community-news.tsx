import type { communities } from '@convene/protocol'
import { Link } from '@tanstack/react-router'
import { useT } from '../../../i18n/index.ts'
import { useClient } from '../../../net/index.ts'
import { Pill, Section, Waiting } from '../../../ui/index.ts'
import { useUnread } from '../../chat/index.ts'
import type { CommunityView } from '../community-context.ts'
import { listedChannels } from '../listed-channels.ts'
import { MeetingLine } from '../meeting-line.tsx'
import { nextMeeting } from '../next-meeting.ts'
import { useCommunityView } from '../use-community-view.ts'
import styles from './community-news.module.css'

/** One community on the start page: its next meeting, and where there is something to read. */
export function CommunityNews({ community }: { community: communities.MyCommunity }) {
  const { view, status } = useCommunityView(community.id)
  if (status === 'ended' || status === 'not-found') return null
  const params = { community: community.handle }
  return (
    <Section
      title={
        <Link to="/c/$community" params={params} className={styles.name}>
          {community.name}
        </Link>
      }
    >
      {view ? <News view={view} /> : <Waiting lines={2} />}
    </Section>
  )
}

function News({ view }: { view: CommunityView }) {
  const t = useT()
  const { community, channels, meetings } = view
  const unread = useUnread(community.id, channels)
  const next = nextMeeting(meetings, useClient().now())
  const news = listedChannels(channels).filter(({ id }) => (unread[id] ?? 0) > 0)
  return (
    <>
      {next ? (
        <MeetingLine meeting={next} handle={community.handle} />
      ) : (
        <p className={styles.quiet}>{t('communities.noMeeting')}</p>
      )}
      {news.length === 0 ? (
        <p className={styles.quiet}>{t('communities.allRead')}</p>
      ) : (
        <ul className={styles.channels}>
          {news.map(({ id, name }) => (
            <li key={id}>
              <Link to="/c/$community/channels/$channel" params={{ community: community.handle, channel: id }}>
                {name}
                <Pill count={unread[id] ?? 0} label={t('communities.unread', { count: unread[id] ?? 0 })} />
              </Link>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

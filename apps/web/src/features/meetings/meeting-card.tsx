import type { meetings } from '@convene/protocol'
import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../i18n/index.ts'
import { useCommunity } from '../communities/index.ts'
import styles from './meeting-card.module.css'

interface Props {
  readonly meeting: meetings.MeetingSummary
  readonly next: boolean
  readonly now: number
}

/** One meeting on the board: the day first, since that is what people look for. */
export function MeetingCard({ meeting, next, now }: Props) {
  const t = useT()
  const format = useFormat()
  const { community } = useCommunity()
  const { startsAt, endsAt, timeZone } = meeting
  const live = startsAt <= now && now < endsAt
  const planned = startsAt > now
  const there = format.timeRange(startsAt, endsAt, timeZone)
  const here = format.timeRange(startsAt, endsAt)
  return (
    <Link
      to="/c/$community/meetings/$meeting"
      params={{ community: community.handle, meeting: meeting.id }}
      className={styles.card}
      data-next={next || undefined}
    >
      <span className={styles.day}>{format.day(startsAt)}</span>
      <span className={styles.title}>{meeting.title}</span>
      <span className={styles.detail}>
        {here} {format.zone(startsAt)}
        {here !== there && ` · ${there} ${format.zone(startsAt, timeZone)}`}
      </span>
      <span className={styles.state} data-live={live || undefined}>
        {live
          ? t('meetings.now')
          : planned
            ? t(next ? 'meetings.next' : 'meetings.planned')
            : t(`meetings.minutes_${meeting.minutes}`)}
        {meeting.kind === 'learning' && ` · ${t('meetings.learning')}`}
      </span>
    </Link>
  )
}

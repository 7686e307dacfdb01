import type { meetings } from '@convene/protocol'
import { Link } from '@tanstack/react-router'
import { useFormat, useT } from '../../i18n/index.ts'
import styles from './meeting-line.module.css'

const readerZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** A meeting in two lines: what, and when, in the reader's zone with the meeting's beside it. */
export function MeetingLine({ meeting, handle }: { meeting: meetings.MeetingSummary; handle: string }) {
  const t = useT()
  const format = useFormat()
  const { id, title, startsAt, endsAt, timeZone } = meeting
  const elsewhere = format.zone(startsAt) !== format.zone(startsAt, timeZone)
  return (
    <div className={styles.meeting}>
      <Link to="/c/$community/meetings/$meeting" params={{ community: handle, meeting: id }} className={styles.title}>
        {title}
      </Link>
      <div>
        {t('communities.when', {
          day: format.day(startsAt, readerZone()),
          time: format.timeRange(startsAt, endsAt, readerZone()),
          zone: format.zone(startsAt, readerZone()),
        })}
      </div>
      {elsewhere && (
        <div className="soft small">
          {t('communities.whenThere', {
            time: format.timeRange(startsAt, endsAt, timeZone),
            zone: format.zone(startsAt, timeZone),
          })}
        </div>
      )}
    </div>
  )
}

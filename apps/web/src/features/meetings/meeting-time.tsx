import type { meetings } from '@convene/protocol'
import { useFormat, useT } from '../../i18n/index.ts'

/** When a meeting is: in the reader's zone, and where that differs also in the meeting's. */
export function MeetingTime({
  meeting,
}: {
  readonly meeting: Pick<meetings.MeetingSummary, 'startsAt' | 'endsAt' | 'timeZone'>
}) {
  const t = useT()
  const format = useFormat()
  const { startsAt, endsAt, timeZone } = meeting
  const here = format.timeRange(startsAt, endsAt)
  const there = format.timeRange(startsAt, endsAt, timeZone)
  return (
    <span className="num">
      <time dateTime={new Date(startsAt).toISOString()}>
        {format.day(startsAt)}, {here} {format.zone(startsAt)}
      </time>
      {here !== there && (
        <span className="soft">
          {' · '}
          {t('meetings.inZone', { time: there, zone: format.zone(startsAt, timeZone) })}
        </span>
      )}
    </span>
  )
}

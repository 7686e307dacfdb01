import type { meetings } from '@convene/protocol'
import { Button } from '@mantine/core'
import { IconChevronLeft, IconPhone } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useT } from '../../i18n/index.ts'
import { useCommunity } from '../communities/index.ts'
import { type NotesConnection, SaveState } from '../notes/index.ts'
import styles from './meeting-header.module.css'
import { MeetingTime } from './meeting-time.tsx'
import { useNow } from './use-now.ts'

interface Props {
  readonly meeting: meetings.Meeting
  readonly notes: NotesConnection | undefined
}

/** What the meeting is, when and where, and how its notes stand. */
export function MeetingHeader({ meeting, notes }: Props) {
  const t = useT()
  const now = useNow()
  const { community } = useCommunity()
  const live = meeting.startsAt <= now && now < meeting.endsAt
  return (
    <header className={styles.header}>
      <div className={styles.what}>
        <Link to="/c/$community/meetings" params={{ community: community.handle }} className={styles.back}>
          <IconChevronLeft size={16} stroke={1.6} aria-hidden />
          {t('meetings.back')}
        </Link>
        <h1>{meeting.title}</h1>
        <p className={styles.when}>
          {live && <strong className={styles.live}>{t('meetings.now')}</strong>}
          <MeetingTime meeting={meeting} />
          {meeting.place && <span>{meeting.place}</span>}
          <span>{t(`meetings.minutes_${meeting.minutes}`)}</span>
        </p>
      </div>
      <div className={styles.acts}>
        {notes && <SaveState status={notes.status} />}
        {meeting.callLink && (
          <Button
            component="a"
            href={meeting.callLink}
            target="_blank"
            rel="noopener noreferrer"
            leftSection={<IconPhone size={18} stroke={1.6} aria-hidden />}
          >
            {t('meetings.joinCall')}
          </Button>
        )}
      </div>
    </header>
  )
}

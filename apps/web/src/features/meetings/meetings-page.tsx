import { may } from '@convene/domain'
import { Button } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useLocalized, useT } from '../../i18n/index.ts'
import { loadAgain } from '../../net/index.ts'
import { Empty, Page } from '../../ui/index.ts'
import { useCommunity } from '../communities/index.ts'
import { CycleBoard } from './cycle-board.tsx'
import { cyclesOf } from './cycles.ts'
import { MeetingCard } from './meeting-card.tsx'
import styles from './meetings-page.module.css'
import { useNow } from './use-now.ts'

/** Calendars are only for those who schedule. */
const ScheduleDialog = lazy(() => loadAgain(() => import('./schedule-dialog.tsx')))

/** The community's meetings as its cycle: what was, what is next, what is still to be scheduled. */
export function MeetingsPage() {
  const t = useT()
  const pick = useLocalized()
  const now = useNow()
  const { community, meetings, standing } = useCommunity()
  const [planning, setPlanning] = useState<{ seasonId?: string }>()
  const mayPlan = may(standing, 'schedule')
  const plan = mayPlan ? (seasonId?: string) => setPlanning(seasonId ? { seasonId } : {}) : undefined
  const known = new Set(community.seasons.map((one) => one.id))
  const others = meetings.filter((one) => !one.seasonId || !known.has(one.seasonId)).reverse()
  const next = meetings.find((one) => one.endsAt > now)
  return (
    <Page
      title={t('meetings.title')}
      lead={t('meetings.lead')}
      actions={
        plan && (
          <Button leftSection={<IconCalendarPlus size={18} stroke={1.6} aria-hidden />} onClick={() => plan()}>
            {t('meetings.schedule')}
          </Button>
        )
      }
    >
      {meetings.length === 0 && <Empty title={t('meetings.emptyTitle')}>{t('meetings.emptyText')}</Empty>}
      {cyclesOf(community.seasons, meetings, now).map((cycle) => (
        <CycleBoard key={cycle.startYear} cycle={cycle} nextId={next?.id} now={now} pick={pick} onPlan={plan} />
      ))}
      {others.length > 0 && (
        <section className={styles.others} aria-labelledby="other-meetings">
          <h2 id="other-meetings">{t('meetings.others')}</h2>
          <ul className={styles.list}>
            {others.map((one) => (
              <li key={one.id}>
                <MeetingCard meeting={one} next={one.id === next?.id} now={now} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {planning && (
        <Suspense>
          <ScheduleDialog seasonId={planning.seasonId} onClose={() => setPlanning(undefined)} />
        </Suspense>
      )}
    </Page>
  )
}

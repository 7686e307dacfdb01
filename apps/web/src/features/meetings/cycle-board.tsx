import type { Localized } from '@convene/protocol'
import { UnstyledButton } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useT } from '../../i18n/index.ts'
import type { Cycle, CycleSeason } from './cycles.ts'
import { MeetingCard } from './meeting-card.tsx'
import styles from './meetings-page.module.css'

interface Props {
  readonly cycle: Cycle
  readonly nextId: string | undefined
  readonly now: number
  readonly pick: (text: Localized) => string
  /** Absent for those who do not schedule. */
  readonly onPlan: ((seasonId: string) => void) | undefined
}

/** One cycle as a row of seasons, each with its meeting, or with the room for it. */
export function CycleBoard({ cycle, nextId, now, pick, onPlan }: Props) {
  const t = useT()
  const id = `cycle-${cycle.startYear}`
  return (
    <section aria-labelledby={id} className={styles.cycle}>
      <h2 id={id} className={styles.years}>
        {cycle.startYear === cycle.endYear
          ? cycle.startYear
          : t('meetings.cycle', { from: cycle.startYear, to: cycle.endYear })}
      </h2>
      <ol className={styles.seasons}>
        {cycle.seasons.map((one) => (
          <li key={one.season.id}>
            <h3 className={styles.season}>
              {t('meetings.seasonOf', { season: pick(one.season.name), year: one.year })}
            </h3>
            {one.meetings.map((meeting) => (
              <MeetingCard key={meeting.id} meeting={meeting} next={meeting.id === nextId} now={now} />
            ))}
            {one.meetings.length === 0 && <Room season={one} now={now} pick={pick} onPlan={onPlan} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** A season without a meeting: an invitation to those who schedule, while there is still time. */
function Room({
  season,
  now,
  pick,
  onPlan,
}: { readonly season: CycleSeason } & Pick<Props, 'now' | 'pick' | 'onPlan'>) {
  const t = useT()
  const over = Date.UTC(season.year, season.season.month + 1, 1) < now
  if (over) return <p className={styles.room}>—</p>
  if (!onPlan) return <p className={styles.room}>{t('meetings.notScheduled')}</p>
  return (
    <UnstyledButton className={styles.room} data-act onClick={() => onPlan(season.season.id)}>
      <IconPlus size={16} stroke={1.6} aria-hidden />
      {t('meetings.scheduleSeason', { season: pick(season.season.name) })}
    </UnstyledButton>
  )
}

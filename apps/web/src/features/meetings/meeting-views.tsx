import { IconListNumbers, IconMessage, IconNotes } from '@tabler/icons-react'
import { useT } from '../../i18n/index.ts'
import styles from './meeting-page.module.css'

export type View = 'agenda' | 'notes' | 'talk'

interface Props {
  readonly view: View
  readonly onChange: (view: View) => void
}

/** On small screens one part of the meeting shows at a time; the bar at the bottom changes it. */
export function MeetingViews({ view, onChange }: Props) {
  const t = useT()
  return (
    <fieldset className={styles.views} aria-label={t('meetings.views')} data-own-bar data-print="no">
      {VIEWS.map(({ name, icon: Icon }) => (
        <button key={name} type="button" data-name={name} aria-pressed={view === name} onClick={() => onChange(name)}>
          <Icon size={20} stroke={1.6} aria-hidden />
          {t(`meetings.${name}`)}
        </button>
      ))}
    </fieldset>
  )
}

const VIEWS = [
  { name: 'agenda', icon: IconListNumbers },
  { name: 'notes', icon: IconNotes },
  { name: 'talk', icon: IconMessage },
] as const

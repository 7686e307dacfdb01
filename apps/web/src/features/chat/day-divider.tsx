import { useFormat, useT } from '../../i18n/index.ts'
import { useClient } from '../../net/index.ts'
import styles from './message-row.module.css'

/** The day, in the reader's zone and in a word where there is one. */
export function DayDivider({ at }: { readonly at: number }) {
  const t = useT()
  const format = useFormat()
  const now = useClient().now()
  const day = format.date(at)
  const words =
    day === format.date(now)
      ? t('chat.today')
      : day === format.date(now - DAY_MS)
        ? t('chat.yesterday')
        : format.day(at)
  return <h2 className={styles.day}>{words}</h2>
}

const DAY_MS = 86_400_000

import { useT } from '../i18n/index.ts'
import styles from './waiting.module.css'

const WIDTHS = ['60%', '92%', '84%', '70%', '88%', '52%']

/** Lines about to appear, in the shape of what comes. */
export function Waiting({ lines = 4 }: { lines?: number }) {
  const t = useT()
  return (
    <div className={styles.waiting} role="status">
      <span className="only-spoken">{t('ui.loading')}</span>
      {WIDTHS.slice(0, lines).map((width) => (
        <div key={width} className={styles.line} style={{ inlineSize: width }} />
      ))}
    </div>
  )
}

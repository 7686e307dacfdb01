import { AppError, type communities } from '@convene/protocol'
import { useErrorText, useT } from '../../../i18n/index.ts'
import styles from './import-report.module.css'

const OUTCOMES = ['added', 'changed', 'unchanged', 'refused'] as const

/** What each line did, or would do; refused ones first, since they want a hand. */
export function ImportReport({ lines, applied }: { lines: readonly communities.ImportLine[]; applied: boolean }) {
  const t = useT()
  const errorText = useErrorText()
  const count = (outcome: communities.ImportLine['outcome']) => lines.filter((line) => line.outcome === outcome).length
  const ordered = [...lines].sort(
    (a, b) => Number(b.outcome === 'refused') - Number(a.outcome === 'refused') || a.line - b.line,
  )
  return (
    <div role="status">
      <p>
        <b>{t(applied ? 'communities.importDone' : 'communities.importWould')}</b>{' '}
        {OUTCOMES.map((outcome) => t(`communities.import_${outcome}`, { count: count(outcome) })).join(', ')}
      </p>
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('communities.importLine')}</th>
              <th scope="col">{t('communities.importWhat')}</th>
              <th scope="col">{t('communities.importOutcome')}</th>
            </tr>
          </thead>
          <tbody>
            {ordered.map(({ line, what, outcome, reason, details }) => (
              <tr key={line} data-outcome={outcome}>
                <td className="num">{line}</td>
                <td>{what}</td>
                <td>
                  {t(`communities.outcome_${outcome}`)}
                  {reason && <div className={styles.reason}>{errorText(new AppError('invalid', reason, details))}</div>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

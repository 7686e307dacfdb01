import type { ReactNode } from 'react'
import styles from './list-row.module.css'

/** One line of a list between hairlines: a mark, what it is, what can be done with it. */
export function ListRow({
  mark,
  title,
  detail,
  children,
}: {
  mark?: ReactNode
  title: ReactNode
  detail?: ReactNode
  children?: ReactNode
}) {
  return (
    <li className={styles.row}>
      {mark}
      <div className={styles.text}>
        <div className={styles.title}>{title}</div>
        {detail && <div className={styles.detail}>{detail}</div>}
      </div>
      {children}
    </li>
  )
}

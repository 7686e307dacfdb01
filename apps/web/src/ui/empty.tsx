import type { ReactNode } from 'react'
import styles from './empty.module.css'

/** A place with nothing in it yet: what it is for, and the one thing to do first. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {action}
    </div>
  )
}

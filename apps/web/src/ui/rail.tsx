import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import styles from './rail.module.css'

interface RailLinkProps {
  readonly to: string
  readonly params?: Record<string, string>
  readonly exact?: boolean
  /** A mark before the label, such as a function's numeral. */
  readonly mark?: ReactNode
  /** At the end: a count. */
  readonly end?: ReactNode
  readonly children: ReactNode
}

/** One place in the rail. */
export function RailLink({ to, params, exact, mark, end, children }: RailLinkProps) {
  return (
    <Link to={to} params={params ?? {}} activeOptions={{ exact: exact ?? false }} className={styles.link}>
      {mark}
      <span className={styles.label}>{children}</span>
      {end}
    </Link>
  )
}

export function RailHeading({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.headingRow}>
      <h2 className={styles.heading}>{children}</h2>
      {action}
    </div>
  )
}

/** How much is new; said in words to those who hear the page. */
export function Pill({ count, label }: { count: number; label: string }) {
  return (
    <span className={styles.pill}>
      <span aria-hidden="true">{count >= 99 ? '99+' : count}</span>
      <span className="only-spoken">{label}</span>
    </span>
  )
}

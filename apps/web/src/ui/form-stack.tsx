import type { FormEvent, ReactNode } from 'react'
import styles from './form-stack.module.css'

/** Fields below each other; `problem` says why the last try failed. */
export function FormStack({
  onSubmit,
  problem,
  children,
}: {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  problem?: string | undefined
  children: ReactNode
}) {
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      {children}
      {problem && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </form>
  )
}

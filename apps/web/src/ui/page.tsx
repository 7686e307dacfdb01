import type { ReactNode } from 'react'
import styles from './page.module.css'
import { useTitle } from './use-title.ts'

interface PageProps {
  /** Becomes the document's title, with the place behind it. */
  readonly title: string
  /** Shown instead of `title` in the heading. */
  readonly heading?: ReactNode
  /** A line below the heading. */
  readonly lead?: ReactNode
  /** Buttons at the end of the heading. */
  readonly actions?: ReactNode
  /** The column beside the work; below it, or in its place, on small screens. */
  readonly beside?: ReactNode
  /** The page scrolls its own parts, and pads nothing: for discussions and notes. */
  readonly fill?: boolean
  readonly children: ReactNode
}

/** The work column: one heading, the work, and what stands beside it. The target of the skip link. */
export function Page({ title, heading, lead, actions, beside, fill = false, children }: PageProps) {
  useTitle(title)
  return (
    <div className={styles.page} data-beside={beside ? true : undefined}>
      <main id="main" tabIndex={-1} className={styles.main} data-fill={fill || undefined}>
        <header className={styles.top}>
          <div className={styles.heading}>
            <h1>{heading ?? title}</h1>
            {lead && <div className={styles.lead}>{lead}</div>}
          </div>
          {actions && <div className={styles.actions}>{actions}</div>}
        </header>
        <div className={styles.body}>{children}</div>
      </main>
      {beside}
    </div>
  )
}

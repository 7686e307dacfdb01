import type { ReactNode } from 'react'
import styles from './entrance.module.css'
import { LanguageSwitch } from './language-switch.tsx'

/** The quiet page before one is inside: a mark, one thing to do, the language. */
export function Entrance({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className={styles.entrance}>
      <div className={styles.column}>
        <div className={styles.brand}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          <span>Convene</span>
        </div>
        <h1>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
        <LanguageSwitch />
      </div>
    </main>
  )
}

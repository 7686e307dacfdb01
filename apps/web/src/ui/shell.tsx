import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { loadAgain } from '../net/index.ts'
import { type BarItem, BottomBar } from './bottom-bar.tsx'
import styles from './shell.module.css'

const PlacesDrawer = lazy(() =>
  loadAgain(() => import('./places-drawer.tsx')).then((module) => ({ default: module.PlacesDrawer })),
)

interface ShellProps {
  /** The places: beside the work on a desk, in a drawer on a phone. */
  readonly rail: ReactNode
  /** On a phone, at the bottom; the drawer's button comes last. */
  readonly bar: readonly BarItem[]
  readonly children: ReactNode
}

/** Places, work, and what is beside it: three columns on a desk, two on a tablet, one on a phone. */
export function Shell({ rail, bar, children }: ShellProps) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <div className={styles.shell}>
      <nav className={styles.rail} aria-label={t('ui.places')} data-print="no">
        {rail}
      </nav>
      <div className={styles.work}>{children}</div>
      <BottomBar items={bar} onMore={() => setOpen(true)} />
      {open && (
        <Suspense fallback={null}>
          <PlacesDrawer onClose={() => setOpen(false)}>{rail}</PlacesDrawer>
        </Suspense>
      )}
    </div>
  )
}

import { Drawer } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useT } from '../i18n/index.ts'
import { type BarItem, BottomBar } from './bottom-bar.tsx'
import styles from './shell.module.css'

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
      <Drawer
        opened={open}
        onClose={() => setOpen(false)}
        title={t('ui.places')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
        size="min(320px, 88vw)"
      >
        {/* Choosing a place closes the drawer; the links inside keep their own meaning. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter arrives here as a click */}
        <nav aria-label={t('ui.places')} onClick={(event) => isLink(event.target) && setOpen(false)}>
          {rail}
        </nav>
      </Drawer>
    </div>
  )
}

const isLink = (target: EventTarget) => target instanceof Element && target.closest('a') !== null

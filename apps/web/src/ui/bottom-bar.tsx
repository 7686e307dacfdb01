import { IconMenu2 } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useT } from '../i18n/index.ts'
import styles from './bottom-bar.module.css'

export interface BarItem {
  readonly to: string
  readonly params?: Record<string, string>
  readonly label: string
  readonly icon: ComponentType<{ size?: number; stroke?: number }>
  /** Current only on its own address, not below it. */
  readonly exact?: boolean
}

/** The few places a thumb reaches on a phone. */
export function BottomBar({ items, onMore }: { items: readonly BarItem[]; onMore: () => void }) {
  const t = useT()
  return (
    <nav className={styles.bar} aria-label={t('ui.mainPlaces')} data-print="no">
      {items.map(({ to, params, label, icon: Icon, exact }) => (
        <Link
          key={label}
          to={to}
          params={params ?? {}}
          activeOptions={{ exact: exact ?? false }}
          className={styles.item}
        >
          <Icon size={22} stroke={1.6} />
          <span>{label}</span>
        </Link>
      ))}
      <button type="button" className={styles.item} onClick={onMore} aria-haspopup="dialog">
        <IconMenu2 size={22} stroke={1.6} />
        <span>{t('ui.more')}</span>
      </button>
    </nav>
  )
}

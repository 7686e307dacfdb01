import type { ComponentProps, ReactNode } from 'react'
import styles from './plain-button.module.css'

interface PlainButtonProps extends ComponentProps<'button'> {
  /** `bare` is for what brings a look of its own. */
  readonly tone?: 'accent' | 'outlined' | 'quiet' | 'bare'
  readonly icon?: ReactNode
}

/** A button for pages that must open on a slow line: looks like the others, and brings no library with it. */
export function PlainButton({ tone = 'outlined', icon, className, children, ...rest }: PlainButtonProps) {
  return (
    <button type="button" {...rest} className={[styles.button, className].filter(Boolean).join(' ')} data-tone={tone}>
      {icon}
      {children}
    </button>
  )
}

import type { CSSProperties } from 'react'
import styles from './face.module.css'

/** A person as a small disc: initials on a colour of their own, the same everywhere. Decorative: the name stands beside it. */
export function Face({ personId, name, size = 28 }: { personId: string; name: string; size?: number }) {
  const style: CSSProperties & { '--size': string } = { '--size': `${size}px`, background: faceColor(personId) }
  return (
    <span className={styles.face} style={style} aria-hidden="true">
      {initials(name)}
    </span>
  )
}

/** Dark enough for white letters in both themes (4.5:1), and told apart with colour-blind eyes as far as eight can be. */
const COLORS = ['#7a4fb5', '#b5541c', '#1f6fb2', '#2b7440', '#a83263', '#6c6610', '#00727a', '#5b5f97'] as const

/** The colour of a person, for faces and cursors. */
export function faceColor(personId: string): string {
  let sum = 0
  for (const char of personId) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0
  return COLORS[sum % COLORS.length] ?? COLORS[0]
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

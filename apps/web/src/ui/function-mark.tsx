import { hueOf, numeral } from '@convene/domain'
import type { CSSProperties } from 'react'
import styles from './function-mark.module.css'

/** A function's numeral in its hue. `place` is 1-based; `quiet` outlines it, for what is done or in the background. */
export function FunctionMark({ place, name, quiet = false }: { place: number; name?: string; quiet?: boolean }) {
  return (
    <span className={styles.mark} data-quiet={quiet || undefined} style={functionHue(place)} title={name}>
      {numeral(place)}
    </span>
  )
}

/** Sets `--fn`, the hue of a function, for whatever is inside. */
export const functionHue = (place: number): CSSProperties => hues[hueOf(place)] ?? {}

type Hue = CSSProperties & { '--fn': string }
const hues: Record<number, Hue> = Object.fromEntries(
  [1, 2, 3, 4, 5, 6, 7].map((slot): [number, Hue] => [slot, { '--fn': `var(--f${slot})` }]),
)

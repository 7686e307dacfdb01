import type { ComponentProps } from 'react'
import { useT } from '../../i18n/index.ts'
import { Face, PlainButton } from '../../ui/index.ts'
import styles from './here-now.module.css'
import { usePeopleHere } from './use-people-here.ts'
import type { Presence } from './use-presence.ts'

const FACES_MAX = 4

/** A few faces and how many there are in all. */
export function FacesButton({ here, ...rest }: { here: Presence } & ComponentProps<'button'>) {
  const t = useT()
  const people = usePeopleHere(here)
  return (
    <PlainButton {...rest} tone="bare" className={styles.faces}>
      {people.slice(0, FACES_MAX).map((one) => (
        <Face key={one.personId} personId={one.personId} name={one.name} size={24} />
      ))}
      <span className="num">
        <span aria-hidden="true">{here.count}</span>
        <span className="only-spoken">{t('presence.count', { count: here.count })}</span>
      </span>
    </PlainButton>
  )
}

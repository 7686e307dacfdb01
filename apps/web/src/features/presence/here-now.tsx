import { lazy, Suspense, useState } from 'react'
import { loadAgain } from '../../net/index.ts'
import { useCommunity } from '../communities/index.ts'
import { FacesButton } from './faces-button.tsx'
import styles from './here-now.module.css'
import { usePresence } from './use-presence.ts'

const HereList = lazy(() => loadAgain(() => import('./here-list.tsx')).then((module) => ({ default: module.HereList })))

/** Faces of who is here, and the whole list on request; the list is fetched when it is first asked for. */
export function HereNow() {
  const { community } = useCommunity()
  const here = usePresence(community.id)
  const [asked, setAsked] = useState(false)
  if (!here) return <span className={styles.faces} />
  const button = <FacesButton here={here} aria-haspopup="dialog" onClick={() => setAsked(true)} />
  return asked ? (
    <Suspense fallback={button}>
      <HereList here={here} />
    </Suspense>
  ) : (
    button
  )
}

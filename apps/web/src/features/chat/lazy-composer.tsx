import { type ComponentProps, lazy, Suspense } from 'react'
import { loadAgain } from '../../net/index.ts'
import styles from './composer.module.css'
import type { Composer } from './composer.tsx'

const Fetched = lazy(() => loadAgain(() => import('./composer.tsx')).then((module) => ({ default: module.Composer })))

/** The composer, fetched beside the messages: a channel can be read before it can be written in. Nothing moves when it comes. */
export function LazyComposer(props: ComponentProps<typeof Composer>) {
  return (
    <Suspense
      fallback={
        <div className={styles.composer}>
          <div className={styles.waiting} />
        </div>
      }
    >
      <Fetched {...props} />
    </Suspense>
  )
}

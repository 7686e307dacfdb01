import { IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { loadAgain } from '../../net/index.ts'
import styles from './new-channel.module.css'

const NewChannelDialog = lazy(() =>
  loadAgain(() => import('./new-channel-dialog.tsx')).then((module) => ({ default: module.NewChannelDialog })),
)

/** The button that starts a channel; its form comes when it is pressed. */
export function NewChannel() {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className={styles.button}
        aria-label={t('communities.newChannel')}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <IconPlus size={18} stroke={1.6} />
      </button>
      {open && (
        <Suspense fallback={null}>
          <NewChannelDialog onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

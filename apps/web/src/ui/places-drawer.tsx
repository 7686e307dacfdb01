import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useT } from '../i18n/index.ts'
import { useFocusBack } from './use-focus-back.ts'

/** The rail on a phone. Choosing a place closes it; the links inside keep their own meaning. */
export function PlacesDrawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  useFocusBack()
  const t = useT()
  return (
    <Drawer
      opened
      onClose={onClose}
      title={t('ui.places')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
      size="min(320px, 88vw)"
    >
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a link's Enter arrives here as a click */}
      <nav aria-label={t('ui.places')} onClick={(event) => isLink(event.target) && onClose()}>
        {children}
      </nav>
    </Drawer>
  )
}

const isLink = (target: EventTarget) => target instanceof Element && target.closest('a') !== null

import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useState } from 'react'
import { loadAgain } from '../../../net/index.ts'
import { onOpenFinder } from './open-finder.ts'

const FindDialog = lazy(() =>
  loadAgain(() => import('./find-dialog.tsx')).then((module) => ({ default: module.FindDialog })),
)
const KeysDialog = lazy(() =>
  loadAgain(() => import('./keys-dialog.tsx')).then((module) => ({ default: module.KeysDialog })),
)

/** Ctrl+K finds anything, `?` lists the keys; both come with the first press. */
export function Finder() {
  const [open, setOpen] = useState<'find' | 'keys'>()
  const close = () => setOpen(undefined)
  useHotkeys([['shift+?', () => setOpen('keys')]])
  useHotkeys([['mod+K', () => setOpen('find')]], [])
  useEffect(() => onOpenFinder(() => setOpen('find')), [])
  return (
    <Suspense fallback={null}>
      {open === 'find' && <FindDialog onClose={close} />}
      {open === 'keys' && <KeysDialog onClose={close} />}
    </Suspense>
  )
}

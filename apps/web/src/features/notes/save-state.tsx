import { IconCheck, IconCloudOff, IconEye, IconRefresh } from '@tabler/icons-react'
import { useT } from '../../i18n/index.ts'
import { type Readable, useReadable } from '../../net/index.ts'
import type { NotesStatus } from './notes-status.ts'
import './save-state.css'

/** How the notes stand, in a few words that are always in the same place. Told to assistive tech only when it changes for worse or back. */
export function SaveState({ status }: { readonly status: Readable<NotesStatus> }) {
  const now = useReadable(status)
  const { icon: Icon, words, changes } = useWords(now)
  return (
    <span
      className="save-state"
      data-kind={now.kind}
      role="status"
      aria-live={now.kind === 'saving' ? 'off' : 'polite'}
    >
      <Icon size={16} aria-hidden />
      <span>
        {words}
        {changes && <span className="save-state-changes">, {changes}</span>}
      </span>
    </span>
  )
}

function useWords(status: NotesStatus) {
  const t = useT()
  const kept = 'changes' in status && status.changes > 0 ? t('notes.kept', { count: status.changes }) : undefined
  switch (status.kind) {
    case 'opening':
      return { icon: IconRefresh, words: t('notes.statusOpening') }
    case 'saved':
      return { icon: IconCheck, words: t('notes.statusSaved') }
    case 'saving':
      return { icon: IconRefresh, words: t('notes.statusSaving') }
    case 'reconnecting':
      return { icon: IconRefresh, words: t('notes.statusReconnecting'), changes: kept }
    case 'offline':
    case 'refused':
      return { icon: IconCloudOff, words: t('notes.statusOffline'), changes: kept }
    case 'read-only':
      return { icon: IconEye, words: t('notes.statusReadOnly') }
  }
}

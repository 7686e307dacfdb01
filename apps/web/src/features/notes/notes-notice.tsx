import { Button } from '@mantine/core'
import { type Key, useT } from '../../i18n/index.ts'
import { type Readable, useReadable, writable } from '../../net/index.ts'
import type { NotesStatus, RefusedReason } from './notes-status.ts'
import type { NotesConnection } from './open-notes.ts'
import './notes-notice.css'

interface Props {
  readonly notes: NotesConnection | undefined
  /** Why this person reads only. */
  readonly readOnly: 'observer' | 'closed' | undefined
  /** The server speaks a newer version than this page: no editor is mounted. */
  readonly outdated: boolean
}

/** What the person should know before they write: why they cannot, and what to do. */
export function NotesNotice({ notes, readOnly, outdated }: Props) {
  const t = useT()
  const status = useReadable(notes?.status ?? unopened)
  const reason: RefusedReason | undefined = outdated
    ? 'outdated'
    : status.kind === 'refused'
      ? status.reason
      : undefined
  const words = reason ? REFUSED[reason] : readOnly && READ_ONLY[readOnly]
  return (
    <div role="status" className="notes-notice-place">
      {words && (
        <div className="notes-notice" data-refused={reason !== undefined || undefined}>
          <p>{t(words)}</p>
          {(reason === 'outdated' || reason === 'broken') && (
            <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
              {t('notes.reload')}
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

const READ_ONLY: Record<'observer' | 'closed', Key> = { observer: 'notes.readOnlyWhy', closed: 'notes.closedWhy' }

const REFUSED: Record<RefusedReason, Key> = {
  'signed-out': 'notes.refusedSignedOut',
  'no-access': 'notes.refusedNoAccess',
  'not-found': 'notes.refusedNotFound',
  'too-large': 'notes.refusedTooLarge',
  outdated: 'notes.refusedOutdated',
  broken: 'notes.refusedBroken',
}

const unopened: Readable<NotesStatus> = writable<NotesStatus>({ kind: 'opening' })

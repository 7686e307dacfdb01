import { useEffect, useMemo, useState } from 'react'
import { loadAgain, useClient } from '../../net/index.ts'
import { isUnsaved } from './notes-status.ts'
import type { NotesConnection } from './open-notes.ts'

/**
 * The notes of a meeting while the page shows them; `undefined` until the editor's chunk is here, and for as long as
 * `docName` is undefined.
 */
export function useNotes(
  docName: string | undefined,
  person: { readonly id: string; readonly name: string; readonly color: string } | undefined,
  mayWrite: boolean,
): NotesConnection | undefined {
  const client = useClient()
  const [notes, setNotes] = useState<NotesConnection>()
  const { id, name, color } = person ?? {}
  const self = useMemo(() => (id && name && color ? { id, name, color } : undefined), [id, name, color])
  useEffect(() => {
    if (!docName || !self) return
    let opened: NotesConnection | undefined
    let over = false
    void loadAgain(() => import('./editor/open-here.ts')).then(({ openHere }) => {
      if (over) return
      opened = openHere({ docName, person: self, mayWrite, newId: client.newKey })
      setNotes(opened)
    })
    return () => {
      over = true
      opened?.close()
      setNotes(undefined)
    }
  }, [docName, self, mayWrite, client])
  useUnsavedWarning(notes)
  return notes
}

/** The browser asks before the page goes while there are edits that only this device has. */
function useUnsavedWarning(notes: NotesConnection | undefined): void {
  useEffect(() => {
    if (!notes) return
    const warn = (event: BeforeUnloadEvent) => {
      if (isUnsaved(notes.status.get())) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [notes])
}

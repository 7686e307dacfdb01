import { openNotes } from '../wire/notes-client.ts'
import { field, items, signIn, text } from './convene-session.ts'
import type { NotesRoom } from './peer.ts'

/** The draft minutes of the example community's first meeting, which every member may edit. */
export async function enterNotes(url: string): Promise<NotesRoom> {
  const session = await signIn(url)
  const [meeting] = items(await session.snapshot(session.community), 'meetings')
  const snapshot = await session.snapshot(`meeting/${text(meeting, 'id')}`)
  const docName = text(field(field(snapshot, 'meeting'), 'notes'), 'docName')
  const address = `${url}/notes/${docName}?token=${encodeURIComponent(session.token)}`
  return {
    open: (listener) => openNotes(listener.onSaved === undefined ? address : `${address}&ack=1`, null, listener),
  }
}

import { forgetOutboxes } from './features/chat/outbox-store.ts'
import { forgetNotes } from './features/notes/forget-notes.ts'

/** Takes what a person leaves behind off this device: unsent messages and copies of notes. Streams are the client's own. */
export async function forgetDevice(databases: IDBFactory): Promise<void> {
  await Promise.all([forgetOutboxes(databases), forgetNotes(databases)])
}

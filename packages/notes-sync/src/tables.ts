import { bytes, table } from '@convene/store'
import { z } from 'zod'

const notesDocument = z.object({
  /** The document's name. */
  id: z.string(),
  /** The log's entries up to this seq are in the snapshot, and trimmed. */
  throughSeq: z.number().int().nonnegative(),
  /** V1 update holding everything up to `throughSeq`. */
  snapshot: bytes,
  /** Person by Yjs client: who first brought each client's edits. */
  authors: z.record(z.string(), z.string()),
})

export type NotesDocument = z.infer<typeof notesDocument>

export const notesDocuments = table('notes-documents', notesDocument, { binary: ['snapshot'] })

/** To be registered with the store. */
export const notesTables = [notesDocuments] as const

/** The log, and the lane, of a document. Entries are envelopes. */
export const notesLog = (docName: string): string => `notes/${docName}`

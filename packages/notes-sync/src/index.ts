export { ACK_OPCODE } from './ack-socket.ts'
export { type CloseCode, closeCodes } from './close-codes.ts'
export { decodeEnvelope, type Envelope } from './envelope.ts'
export { defaultLimits, type NotesLimits } from './limits.ts'
export { localFeed, localSignals } from './local.ts'
export type {
  Access,
  Feed,
  Grant,
  NotesConnection,
  NotesDeps,
  NotesLog,
  NotesPerson,
  NotesSocket,
  Signals,
} from './ports.ts'
export { createNotesServer, type NotesServer } from './server.ts'
export type { CompactionOutcome, Drop, NotesStats } from './stats.ts'
export { type NotesDocument, notesDocuments, notesLog, notesTables } from './tables.ts'

export { notesSocketOf } from './ws-socket.ts'

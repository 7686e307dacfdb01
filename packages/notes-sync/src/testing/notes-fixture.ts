import { openSqliteStore } from '@convene/store/sqlite'
import { fakeClock, systemClock, tempFolder } from '@convene/testkit'
import * as Y from 'yjs'
import { type Access, createNotesServer, localFeed, localSignals, type NotesLimits, notesTables } from '../index.ts'
import { readSince } from '../read-since.ts'
import { updateFrame } from '../wire.ts'
import { MemorySocket } from './memory-socket.ts'

/** A notes server on a real store, with time in the test's hand and sockets in memory. */
export async function notesFixture(limits: Partial<NotesLimits> = {}) {
  const folder = await tempFolder()
  const store = await openSqliteStore({ folder: folder.path, tables: notesTables, clock: systemClock, windowMs: 0 })
  const clock = fakeClock(1_000_000)
  const access = new Map<string, Access>()
  const logged: object[] = []
  const say = (details: object, message: string) => void logged.push({ message, ...details })
  const notes = createNotesServer(
    {
      store,
      feed: localFeed(store),
      signals: localSignals(),
      clock,
      log: { warn: say, error: say },
      accessOf: async (_docName, personId) => access.get(personId) ?? 'write',
    },
    limits,
  )
  return {
    notes,
    store,
    clock,
    access,
    logged,
    connect(person: string, rights: 'write' | 'read' = 'write') {
      const socket = new MemorySocket()
      const grant = { docName: 'doc', access: rights, ack: true, person: { id: person, name: person, color: '#000' } }
      return { socket, connection: notes.connect(grant, socket) }
    },
    /** The text `scratch` as stored. */
    async text() {
      const doc = new Y.Doc()
      Y.applyUpdate(doc, (await readSince(store, 'doc', 0)).update)
      return doc.getText('scratch').toString()
    },
    async [Symbol.asyncDispose]() {
      await notes.close()
      await store.close()
      await folder.remove()
    },
  }
}

/** A document, and the update frames its changes make. */
export function typing(clientId: number) {
  const doc = new Y.Doc()
  doc.clientID = clientId
  const frames: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => frames.push(updateFrame(update)))
  const text = doc.getText('scratch')
  return {
    doc,
    text,
    /** Types at the end; returns the frame. */
    type(words: string): Uint8Array {
      text.insert(text.length, words)
      return frames.at(-1) ?? new Uint8Array()
    },
  }
}

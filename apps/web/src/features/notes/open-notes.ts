import { Awareness } from 'y-protocols/awareness'
import { Doc, type UndoManager } from 'yjs'
import { type Readable, writable } from '../../net/index.ts'
import { deviceCopy } from './device-copy.ts'
import { type NotesLinkOptions, notesLink } from './notes-link.ts'
import { type NotesStatus, notesStatus } from './notes-status.ts'
import { sectionUndo } from './section-undo.ts'
import { unsavedCount } from './unsaved-count.ts'
import { sameWriters, type Writer, writersOf } from './writers.ts'

/** A meeting's notes, open on this page. */
export interface NotesConnection {
  readonly doc: Doc
  readonly awareness: Awareness
  readonly status: Readable<NotesStatus>
  /** There is text to show: from this device, or from the server. */
  readonly ready: Readable<boolean>
  /** Others with these notes open. */
  readonly writers: Readable<readonly Writer[]>
  /** One undo history a section, kept while its editor comes and goes. */
  undoOf(sectionId: string): UndoManager
  /** Says in which section I write, or that I stopped. */
  writeIn(sectionId: string | undefined): void
  close(): void
}

export interface OpenNotes extends Pick<NotesLinkOptions, 'docName' | 'origin' | 'sockets'> {
  readonly person: { readonly id: string; readonly name: string; readonly color: string }
  readonly mayWrite: boolean
  /** Where `online` and `offline` are heard. */
  readonly device: EventTarget & { readonly navigator: { readonly onLine: boolean } }
}

/** Opens a document: what this device kept of it at once, the server's text as soon as it comes, each edit kept until it is durable. */
export function openNotes({ docName, person, mayWrite, origin, sockets, device }: OpenNotes): NotesConnection {
  const doc = new Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalStateField('user', person)
  const undo = sectionUndo(doc)
  const status = writable<NotesStatus>({ kind: 'opening' })
  const ready = writable(false)
  const writers = writable<readonly Writer[]>([])
  // A reader's editor writes on mount; what a reader never wrote must not be kept and sent once they may write.
  const copy = mayWrite ? deviceCopy(doc, docName, person.id) : undefined
  const unsaved = unsavedCount((count) => {
    copy?.keepUnsaved(count)
    tell()
  })
  const isOnline = () => device.navigator.onLine
  const link = notesLink({
    doc,
    awareness,
    docName,
    origin,
    sockets,
    isOnline,
    onChange: () => tell(),
    onProgress(progress, offered) {
      unsaved.acknowledged(progress, offered)
      tell()
    },
  })

  function tell(): void {
    if (link.synced) ready.set(true)
    const next = notesStatus({
      link: link.state,
      offered: link.offered,
      deviceOnline: isOnline(),
      mayWrite,
      unsaved: unsaved.count,
      refusedWith: link.refusedWith,
    })
    if (JSON.stringify(next) !== JSON.stringify(status.get())) status.set(next)
  }
  const edited = (_update: Uint8Array, from: unknown) => {
    if (mayWrite && !link.brought(from) && from !== copy?.origin) unsaved.edited()
  }
  const seen = () => {
    const next = writersOf(awareness, person.id)
    if (!sameWriters(next, writers.get())) writers.set(next)
  }
  const back = () => {
    link.connect()
    tell()
  }
  doc.on('update', edited)
  awareness.on('change', seen)
  device.addEventListener('online', back)
  device.addEventListener('offline', tell)
  link.connect()
  void copy?.loaded.then((kept) => {
    unsaved.restore(kept)
    if (doc.store.clients.size > 0) ready.set(true)
  })

  return {
    doc,
    awareness,
    status,
    ready,
    writers,
    undoOf: undo.of,
    writeIn: (sectionId) => awareness.setLocalStateField('section', sectionId ?? null),
    close() {
      device.removeEventListener('online', back)
      device.removeEventListener('offline', tell)
      doc.off('update', edited)
      awareness.off('change', seen)
      link.close()
      undo.close()
      copy?.close()
      awareness.destroy()
      doc.destroy()
    },
  }
}

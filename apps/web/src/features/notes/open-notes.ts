import { readVarUint } from 'lib0/decoding'
import { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import { Doc, type UndoManager } from 'yjs'
import { type Readable, writable } from '../../net/index.ts'
import { countingSocket, type Traffic } from './counting-socket.ts'
import { deviceCopy } from './device-copy.ts'
import { type NotesStatus, notesStatus } from './notes-status.ts'
import { NOTES_SCHEMA_VERSION } from './schema-version.ts'
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

export interface OpenNotes {
  readonly docName: string
  readonly person: { readonly id: string; readonly name: string; readonly color: string }
  readonly mayWrite: boolean
  /** Of the server, such as `https://convene.example`. */
  readonly origin: string
  /** The browser's own, and the same frames over the page's other connection where a proxy lets no WebSocket through. */
  readonly sockets: { readonly direct: typeof WebSocket; readonly relayed: typeof WebSocket }
  /** Where `online` and `offline` are heard. */
  readonly device: EventTarget & { readonly navigator: { readonly onLine: boolean } }
}

export function openNotes({ docName, person, mayWrite, origin, sockets, device }: OpenNotes): NotesConnection {
  const doc = new Doc()
  const awareness = new Awareness(doc)
  awareness.setLocalStateField('user', person)
  const traffic: Traffic = { sent: 0, durable: 0, offered: false }
  const ready = writable(false)
  const writers = writable<readonly Writer[]>([])
  // A reader's editor writes on mount; what a reader never wrote must not be kept and sent once they may write.
  const copy = mayWrite ? deviceCopy(doc, docName, person.id) : undefined
  let refusedWith: number | undefined
  let wasOpen = false
  let failures = 0
  let provider = connect(sockets.direct)

  const unsaved = unsavedCount((count) => {
    copy?.keepUnsaved(count)
    tell()
  })
  const status = writable(decide())

  function decide(): NotesStatus {
    return notesStatus({
      link: provider.wsconnected ? 'open' : wasOpen ? 'lost' : 'connecting',
      offered: traffic.offered,
      deviceOnline: device.navigator.onLine,
      mayWrite,
      unsaved: unsaved.count,
      refusedWith,
    })
  }
  function tell(): void {
    const next = decide()
    if (JSON.stringify(next) !== JSON.stringify(status.get())) status.set(next)
  }

  function connect(socket: typeof WebSocket): WebsocketProvider {
    const made = new WebsocketProvider(`${origin.replace(/^http/, 'ws')}/notes`, docName, doc, {
      awareness,
      params: { ack: '1', schema: String(NOTES_SCHEMA_VERSION) },
      WebSocketPolyfill: countingSocket(socket, traffic),
      // Between tabs, too, nobody is shown what is not stored.
      disableBc: true,
      maxBackoffTime: LONGEST_RETRY_MS,
    })
    made.messageHandlers[ACK_OPCODE] = (_reply, frame) => {
      traffic.durable = readVarUint(frame)
      unsaved.acknowledged(traffic)
      tell()
    }
    made.on('status', () => {
      wasOpen ||= made.wsconnected
      tell()
    })
    made.on('sync', (synced: boolean) => {
      if (synced) ready.set(true)
      tell()
    })
    made.on('closed', ({ code }) => {
      refusedWith = code
      tell()
    })
    made.on('connection-error', () => {
      if (wasOpen || socket === sockets.relayed || !device.navigator.onLine || ++failures < FAILURES_BEFORE_RELAY)
        return
      made.destroy()
      provider = connect(sockets.relayed)
    })
    return made
  }

  const edited = (_update: Uint8Array, from: unknown) => {
    if (mayWrite && from !== provider && from !== copy?.origin) unsaved.edited()
  }
  const seen = () => {
    const next = writersOf(awareness, person.id)
    if (!sameWriters(next, writers.get())) writers.set(next)
  }
  const back = () => {
    if (refusedWith === undefined) provider.connect()
    tell()
  }
  doc.on('update', edited)
  awareness.on('change', seen)
  device.addEventListener('online', back)
  device.addEventListener('offline', tell)
  void copy?.loaded.then((kept) => {
    unsaved.restore(kept)
    if (doc.store.clients.size > 0) ready.set(true)
  })
  const undo = sectionUndo(doc)

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
      provider.destroy()
      undo.close()
      awareness.destroy()
      copy?.close()
      doc.destroy()
    },
  }
}

/** `@convene/notes-sync`: "the first n edit frames of this connection are durable". */
const ACK_OPCODE = 100
const LONGEST_RETRY_MS = 5_000
/** One failure is a bad line; two in a row without ever being open, while the device is online, is a proxy. */
const FAILURES_BEFORE_RELAY = 2

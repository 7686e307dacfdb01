import { ACK_OPCODE, type AckProgress, ackSocket, ignoreAck } from '@convene/notes-sync/ack-socket'
import { peekVarUint } from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { messageSync, WebsocketProvider } from 'y-websocket'
import type { Doc } from 'yjs'
import { NOTES_SCHEMA_VERSION } from './schema-version.ts'

export interface NotesLinkOptions {
  readonly doc: Doc
  readonly awareness: Awareness
  readonly docName: string
  /** Of the server, such as `https://convene.example`. */
  readonly origin: string
  /** The browser's own, and the same frames over the page's other connection where a proxy lets no WebSocket through. */
  readonly sockets: { readonly direct: typeof WebSocket; readonly relayed: typeof WebSocket }
  readonly isOnline: () => boolean
  /** Anything below changed. */
  readonly onChange: () => void
  readonly onProgress: (progress: AckProgress, offered: boolean) => void
}

/** The way to the server: the stock provider, over a WebSocket or, where none gets through, over the relay. */
export interface NotesLink {
  readonly state: 'connecting' | 'open' | 'lost'
  /** This connection offered the server everything the device had. */
  readonly offered: boolean
  /** The server's whole text has been here. */
  readonly synced: boolean
  readonly refusedWith: number | undefined
  /** Did this update come from the server? */
  brought(origin: unknown): boolean
  /** Connects; again after a loss, without waiting for the next attempt. Nothing is reported before the first time. */
  connect(): void
  close(): void
}

export function notesLink(options: NotesLinkOptions): NotesLink {
  const { sockets, isOnline, onChange } = options
  let offered = false
  let wasOpen = false
  let synced = false
  let failures = 0
  let refusedWith: number | undefined
  let provider = over(sockets.direct)

  function over(socket: typeof WebSocket): WebsocketProvider {
    const made = new WebsocketProvider(`${options.origin.replace(/^http/, 'ws')}/notes`, options.docName, options.doc, {
      connect: false,
      awareness: options.awareness,
      params: { ack: '1', schema: String(NOTES_SCHEMA_VERSION) },
      WebSocketPolyfill: ackSocket(socket, (progress) => options.onProgress(progress, offered)),
      // Between tabs, too, nobody is shown what is not stored.
      disableBc: true,
      maxBackoffTime: LONGEST_RETRY_MS,
    })
    made.messageHandlers[ACK_OPCODE] = ignoreAck
    const answer = made.messageHandlers[messageSync]
    made.messageHandlers[messageSync] = (reply, frame, ...rest) => {
      if (peekVarUint(frame) === STEP_1) offered = true
      answer?.(reply, frame, ...rest)
    }
    made.on('status', () => {
      wasOpen ||= made.wsconnected
      if (!made.wsconnected) offered = false
      onChange()
    })
    made.on('sync', (now: boolean) => {
      synced ||= now
      onChange()
    })
    made.on('closed', ({ code }) => {
      refusedWith = code
      onChange()
    })
    made.on('connection-error', () => {
      if (wasOpen || socket === sockets.relayed || !isOnline() || ++failures < FAILURES_BEFORE_RELAY) return
      made.destroy()
      provider = over(sockets.relayed)
      provider.connect()
    })
    return made
  }

  return {
    get state() {
      return provider.wsconnected ? 'open' : wasOpen ? 'lost' : 'connecting'
    },
    get offered() {
      return offered
    },
    get synced() {
      return synced
    },
    get refusedWith() {
      return refusedWith
    },
    brought: (origin) => origin === provider,
    connect() {
      if (refusedWith === undefined) provider.connect()
    },
    close: () => provider.destroy(),
  }
}

const STEP_1 = 0
const LONGEST_RETRY_MS = 5_000
/** One failure is a bad line; two in a row without ever being open, while the device is online, is a proxy. */
const FAILURES_BEFORE_RELAY = 2

import type { Committed, Store } from '@convene/store'

/** What a connection may do in a document. `read` keeps its presence visible and drops its edits. */
export type Access = 'write' | 'read' | 'none'

/** Who a connection is, as the server knows it; overwrites whatever the client claims in awareness. */
export interface NotesPerson {
  readonly id: string
  readonly name: string
  readonly color: string
}

export interface Grant {
  readonly docName: string
  readonly access: 'write' | 'read'
  readonly person: NotesPerson
  /** The connection asked for durable acknowledgements (`?ack=1`). */
  readonly ack: boolean
}

/** A WebSocket-shaped way to one client; `ws` and the Socket.IO fallback both provide it. */
export interface NotesSocket {
  /** A whole frame. `shared` frames go to many sockets: an adapter may encode them once. */
  send(frame: Uint8Array): void
  close(code: number, reason: string): void
  /** Bytes accepted by `send` and not yet taken by the network. */
  readonly buffered: number
}

/** Hands every durable log entry of the deployment (this node's and, through the bus, the others') to the listener, in order and without gaps for watched logs. */
export interface Feed {
  /** `trimmed` is told of a watched log whose entries were trimmed before they could be delivered: its state must be read anew. */
  subscribe(listener: (entries: readonly Committed[]) => void, trimmed?: (log: string) => void): () => void
  /** Resolves once entries of `log` after its present head will reach listeners. Counted: each call needs one `unwatch`. */
  watch(log: string): Promise<void>
  unwatch(log: string): void
}

/** Best-effort messages between nodes (awareness). Never stored; own messages do not come back. */
export interface Signals {
  publish(topic: string, payload: Uint8Array): void
  subscribe(topic: string, listener: (payload: Uint8Array) => void): () => void
}

export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number
  /** One-shot timer; returns its canceller. */
  after(ms: number, run: () => void): () => void
}

export interface NotesLog {
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

export interface NotesDeps {
  readonly store: Store
  readonly feed: Feed
  readonly signals: Signals
  readonly clock: Clock
  readonly log: NotesLog
  /** Asked again on permission events and every 60 s per connection. */
  readonly accessOf: (docName: string, personId: string) => Promise<Access>
}

/** A live connection, driven by the transport. */
export interface NotesConnection {
  receive(frame: Uint8Array): void
  /** The transport saw the socket close. */
  closed(): void
  /** Ask `accessOf` again now. */
  recheck(): void
}

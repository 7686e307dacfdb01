/**
 * A server that can be measured: how to start it, and how its clients talk. A peer offers chat, notes or both; a scenario
 * takes the peers that offer what it measures. Everything a scenario does to a server goes through these shapes, so no
 * scenario knows a peer by name.
 */
export interface Peer {
  readonly name: string
  /** What it does with what it is given: part of every table, because a server that stores nothing has less to do. */
  readonly keeps: string
  /** Whether it can be asked, after a restart, for what it was given. */
  readonly stores: boolean
  /** Starts a server of its own process on a free port of 127.0.0.1. The folder exists and outlives the process. */
  start(dataFolder: string): Promise<RunningServer>
  readonly chat?: ChatPeer
  readonly notes?: NotesPeer
}

export interface RunningServer {
  readonly pid: number
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** Asks it to end (SIGTERM), and insists (SIGKILL) when it has not within a few seconds. */
  stop(): Promise<void>
  /** SIGKILL: nothing of the process runs after this. */
  kill(): Promise<void>
}

export interface ChatPeer {
  /** Signs in where that exists and finds one channel everybody may post in. */
  enter(url: string): Promise<ChatRoom>
}

export interface ChatRoom {
  /** Resolves when the server has taken the follower in. Frames are handed over unparsed: counting must stay cheap. */
  follow(onFrame: (frame: Buffer) => void): Promise<Connection>
  speak(): Promise<Speaker>
  /** Whatever the server still knows of the channel's last few hundred messages, as text that holds theirs. */
  history(): Promise<string>
}

export interface Speaker extends Connection {
  /** `onSaved` is called when the server acknowledged the message as stored; never by a server that has no such answer. */
  say(text: string, onSaved?: () => void): void
  /** Messages the server refused so far, and why the first was. */
  refusals(): { count: number; reason: string | null }
}

export interface NotesPeer {
  enter(url: string): Promise<NotesRoom>
}

export interface NotesRoom {
  /** Opens the room's one document as an empty client. Resolves at the server's first sync step 2. */
  open(listener: NotesListener): Promise<NotesConnection>
}

export interface NotesListener {
  /** A Yjs V1 update, of a sync step 2 or a live one. */
  onUpdate(update: Uint8Array): void
  /** How many of this connection's updates the server has told to be stored. Only from a server with such an answer. */
  onSaved?(count: number): void
}

export interface NotesConnection extends Connection {
  /** Sends one V1 update as a live update frame. */
  push(update: Uint8Array): void
}

export interface Connection {
  close(): void
  /** Resolves when the connection has ended, whoever ended it. */
  readonly closed: Promise<void>
}

import type { Connection } from './connection.ts'
import type { NotesContext } from './context.ts'
import { Malformed } from './malformed.ts'
import { Presence, type Present } from './presence.ts'
import { notesLog } from './tables.ts'
import { QUERY_FRAME, readFrame } from './wire.ts'

/**
 * Awareness is gathered this long before it leaves, longer the more people are here: stock clients echo every awareness
 * frame they receive, so each one costs the server a frame in and a frame out per connection.
 */
const GATHER_MS = 40
const GATHER_MS_EACH = 4
const GATHER_MOST_MS = 400

/** Presence in an open document, on this node and the others. */
export class RoomPresence {
  readonly #context: NotesContext
  readonly #topic: string
  readonly #connections: ReadonlySet<Connection>
  readonly #presence: Presence
  readonly #unsubscribe: () => void
  #cancelFlush: (() => void) | undefined
  #closed = false

  constructor(
    context: NotesContext,
    docName: string,
    connections: ReadonlySet<Connection>,
    mayOwn: (personId: string, client: number) => boolean,
  ) {
    this.#context = context
    this.#topic = notesLog(docName)
    this.#connections = connections
    this.#presence = new Presence({
      stateBytes: context.limits.awarenessBytes,
      mayOwn,
      drop: (what) => context.counters.drop(what),
      changed: () => this.#flushSoon(),
    })
    this.#unsubscribe = context.signals.subscribe(this.#topic, (frame) => this.#hear(frame))
  }

  /** @throws Malformed */
  receive(from: Connection, payload: Uint8Array, nowMs: number): void {
    this.#presence.receive(from, payload, nowMs)
  }

  ownerOf(client: number): Present | undefined {
    return this.#presence.ownerOf(client)
  }

  showEveryone(connection: Connection): void {
    const frame = this.#presence.everyone()
    if (frame !== undefined) connection.sendAwareness(frame)
  }

  /** Asks other nodes who is with them. */
  ask(): void {
    this.#context.signals.publish(this.#topic, QUERY_FRAME)
  }

  leave(connection: Connection): void {
    this.#presence.leave(connection)
  }

  expire(nowMs: number): void {
    this.#presence.expire(nowMs)
  }

  /** The last one has left: others are told now, since no timer will run here. */
  close(): void {
    this.#closed = true
    this.#cancelFlush?.()
    this.#flush()
    this.#unsubscribe()
  }

  #flushSoon(): void {
    if (this.#closed) return
    const wait = Math.min(GATHER_MOST_MS, GATHER_MS + GATHER_MS_EACH * this.#connections.size)
    this.#cancelFlush ??= this.#context.clock.after(wait, () => this.#flush())
  }

  #flush(): void {
    this.#cancelFlush = undefined
    this.#presence.flush(this.#connections, (frame) => this.#context.signals.publish(this.#topic, frame))
  }

  #hear(bytes: Uint8Array): void {
    try {
      const frame = readFrame(bytes)
      if (frame.kind === 'awareness') this.#presence.receiveRemote(frame.payload, this.#context.clock.now())
      if (frame.kind === 'query') this.#answer()
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      this.#context.log.warn({ topic: this.#topic, error }, 'another node sent awareness that cannot be read')
    }
  }

  #answer(): void {
    const frame = this.#presence.everyone(true)
    if (frame !== undefined) this.#context.signals.publish(this.#topic, frame)
  }
}

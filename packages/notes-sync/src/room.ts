import type { Committed } from '@convene/store'
import { closeCodes } from './close-codes.ts'
import type { Connection } from './connection.ts'
import type { NotesContext } from './context.ts'
import { dropForged } from './drop-forged.ts'
import { decodeEnvelope, encodeEnvelope } from './envelope.ts'
import { Holdings } from './holdings.ts'
import { LagWatch } from './lag-watch.ts'
import { mergeUpdates } from './merge-updates.ts'
import { Outbox, type Submission } from './outbox.ts'
import { type ParsedUpdate, parseUpdate } from './parse-update.ts'
import { RoomPresence } from './room-presence.ts'
import { RoomState } from './room-state.ts'
import { notesLog } from './tables.ts'
import { Tail } from './tail.ts'
import { EMPTY_UPDATE, step1Frame, step2Frame, updateFrame } from './wire.ts'

/**
 * One open document: its connections, and what its log holds. There is no Y.Doc. An edit goes into the log, comes back
 * on the feed once durable, and only then reaches anybody; edits of other nodes come the same way.
 */
export class Room {
  readonly docName: string
  readonly presence: RoomPresence
  readonly #context: NotesContext
  readonly #connections = new Set<Connection>()
  readonly #outbox: Outbox<Connection>
  readonly #lag: LagWatch
  readonly #state: RoomState
  readonly #tail: Tail
  readonly #emptied: (room: Room) => void
  readonly #watching: Promise<void>
  #holdings = new Holdings(new Map())
  /** Seq of the last edit delivered. */
  #seq = 0
  #phase: 'opening' | 'open' | 'closed' = 'opening'
  #early: Committed[] = []

  /** @param emptied called once, when the last connection has left */
  constructor(context: NotesContext, docName: string, emptied: (room: Room) => void) {
    this.#context = context
    this.docName = docName
    this.#emptied = emptied
    this.#outbox = new Outbox(context.store, docName, (batch, error) => this.#settled(batch, error))
    this.#lag = new LagWatch(context, docName, this.#connections, () => this.#seq)
    this.#state = new RoomState(context.store, docName)
    this.#tail = new Tail(context, docName, () => this.#state.forget())
    this.presence = new RoomPresence(context, docName, this.#connections, (personId, client) => {
      const author = this.#holdings.authorOf(client)
      return author === undefined || author === personId
    })
    this.#watching = context.feed.watch(notesLog(docName))
    this.#open().catch((error: unknown) => this.fail(error, 'notes could not be opened'))
  }

  get size(): number {
    return this.#connections.size
  }

  connections(): Iterable<Connection> {
    return this.#connections
  }

  /** Resolves when every edit accepted is durable or refused. */
  drained(): Promise<void> {
    return this.#outbox.drained()
  }

  join(connection: Connection): void {
    this.#connections.add(connection)
    if (this.#phase === 'open') this.#welcome(connection)
  }

  leave(connection: Connection): void {
    if (!this.#connections.delete(connection)) return
    this.presence.leave(connection)
    if (this.#connections.size === 0) this.#close()
  }

  /** Entries of this document's log, durable now. */
  deliver(entries: readonly Committed[]): void {
    if (this.#phase === 'closed') return
    if (this.#phase === 'opening') {
      this.#early.push(...entries)
      return
    }
    const fresh = entries.filter(({ seq }) => seq > this.#seq)
    if (fresh.length === 0) return
    const before = this.#seq
    const updates: Uint8Array[] = []
    const senders = new Set<Connection | undefined>()
    for (const { seq, value } of fresh) {
      if (seq !== this.#seq + 1) throw new Error(`the feed left out an entry before ${seq}`)
      const { personId, update } = decodeEnvelope(value)
      const submission = this.#outbox.claim(seq)
      this.#holdings.add(submission?.parsed ?? parseUpdate(update), personId)
      this.#seq = seq
      this.#tail.add(seq, update.length, submission === undefined)
      updates.push(update)
      senders.add(submission?.sender)
    }
    this.#broadcast(updates, senders, before)
    this.#tail.compactWhenLong()
  }

  /** Whether the log holds all of this update. */
  knows(parsed: ParsedUpdate): boolean {
    return this.#holdings.contains(parsed)
  }

  /** An edit that may be written, and brings something new. */
  submit(from: Connection, frame: number, update: Uint8Array, parsed: ParsedUpdate): void {
    const honest = dropForged(update, parsed, (client, { kind, clock, length }) => {
      if (kind === 'skip' || client === from.clientId || this.#holdings.holds(client, clock, length)) return false
      return this.#belongsToOther(from, client, kind === 'gc')
    })
    if (honest === undefined) {
      this.#store(from, frame, update, parsed)
      return
    }
    this.#context.counters.drop('forgedClaim')
    // Not all of the frame will be durable, so it is not acknowledged: the rest is sent in a frame of no number.
    const rest = parseUpdate(honest)
    if (!this.knows(rest)) this.#store(from, undefined, honest, rest)
  }

  answerStep1(connection: Connection, vector: Uint8Array): void {
    // It was sent a whole step 2 and everything since. Equal vectors would not tell: they do not show deletions.
    if (connection.synced && connection.lag === undefined) {
      connection.send(step2Frame(EMPTY_UPDATE))
      return
    }
    this.#sync(connection, vector).catch((error: unknown) => {
      this.#context.log.error({ docName: this.docName, error }, 'notes could not be read')
      connection.close(closeCodes.unavailable, 'try again')
    })
  }

  watchLag(): void {
    this.#lag.start()
  }

  tick(nowMs: number): void {
    if (this.#phase !== 'open') return
    const { recheckMs } = this.#context.limits
    for (const connection of this.#connections) {
      connection.keepAlive(nowMs)
      if (nowMs - connection.checkedAtMs >= recheckMs) connection.recheck()
    }
    this.presence.expire(nowMs)
    this.#tail.compactWhenIdle(nowMs)
  }

  /** Something is wrong with the document as held here: everyone is told to come back, and finds it read anew. */
  fail(error: unknown, message: string): void {
    this.#context.log.error({ docName: this.docName, error }, message)
    for (const connection of [...this.#connections]) connection.close(closeCodes.unavailable, 'try again')
  }

  async #open(): Promise<void> {
    await this.#watching
    const state = await this.#state.reaching(0)
    if (this.#phase === 'closed') return
    this.#holdings = new Holdings(state.authors)
    this.#holdings.add(parseUpdate(state.update), '')
    this.#seq = state.seq
    this.#tail.begin(state)
    this.#phase = 'open'
    const early = this.#early
    this.#early = []
    this.deliver(early)
    this.presence.ask()
    for (const connection of this.#connections) this.#welcome(connection)
  }

  #close(): void {
    if (this.#phase === 'open') this.#tail.compactWhenLeft()
    this.#phase = 'closed'
    this.#lag.stop()
    this.presence.close()
    this.#watching.then(
      () => this.#context.feed.unwatch(notesLog(this.docName)),
      () => {},
    )
    this.#emptied(this)
  }

  #welcome(connection: Connection): void {
    this.presence.showEveryone(connection)
    connection.start()
  }

  async #sync(connection: Connection, vector: Uint8Array): Promise<void> {
    const frame = await this.#state.step2(this.#seq, vector)
    const first = !connection.synced
    connection.synced = true
    connection.send(frame)
    if (first) connection.send(step1Frame(this.#holdings.vector()))
  }

  #belongsToOther(from: Connection, client: number, isGc: boolean): boolean {
    const live = this.presence.ownerOf(client)
    // Someone who is here brings their own edits; no one else need do so.
    if (live !== undefined && live.person.id !== from.person.id) return true
    // Someone away may have handed theirs on (a shared computer, a restored backup): text may come, erasure may not.
    const author = this.#holdings.authorOf(client)
    return isGc && author !== undefined && author !== from.person.id
  }

  #store(from: Connection, frame: number | undefined, update: Uint8Array, parsed: ParsedUpdate): void {
    const { limits } = this.#context
    if (!this.#tail.reserve(update.length)) {
      from.close(closeCodes.tooLarge, 'document too large')
      return
    }
    from.unsavedBytes += update.length
    const envelope = encodeEnvelope({ personId: from.person.id, clientId: from.clientId ?? 0, update })
    this.#outbox.submit({ sender: from, frame, envelope, parsed, size: update.length })
    if (from.unsavedBytes > limits.unsavedBytes) from.close(closeCodes.flood, 'too much at once')
  }

  #settled(batch: readonly Submission<Connection>[], error: unknown): void {
    const senders = new Set(batch.map(({ sender }) => sender))
    for (const { sender, frame, size } of batch) {
      sender.unsavedBytes -= size
      if (error !== undefined) this.#tail.release(size)
      else if (frame !== undefined) sender.acks.settle(frame)
    }
    if (error === undefined) {
      this.#context.counters.updatesStored += batch.length
      for (const sender of senders) sender.acknowledge()
      return
    }
    this.#context.log.error({ docName: this.docName, error }, 'edits could not be stored; their senders keep them')
    for (const sender of senders) sender.close(closeCodes.unavailable, 'not saved, try again')
  }

  /** Edits of one commit leave as one frame, encoded once; an only sender needs no echo. */
  #broadcast(updates: readonly Uint8Array[], senders: ReadonlySet<Connection | undefined>, before: number): void {
    const [sender] = senders
    const echo = senders.size > 1 || sender === undefined
    if (!echo && this.#connections.size === 1 && this.#connections.has(sender)) return
    const frame = updateFrame(mergeUpdates(updates))
    for (const connection of this.#connections) {
      if (echo || connection !== sender) connection.sendEdit(frame, before)
    }
  }
}

import { Acks } from './acks.ts'
import { type CloseCode, closeCodes } from './close-codes.ts'
import type { ConnectionHome } from './connection-home.ts'
import type { NotesContext } from './context.ts'
import { Malformed } from './malformed.ts'
import { parseUpdate } from './parse-update.ts'
import type { Access, Grant, NotesConnection, NotesPerson, NotesSocket } from './ports.ts'
import type { Present } from './presence.ts'
import { checkStateVector } from './state-vector.ts'
import { TokenBucket } from './token-bucket.ts'
import { ackFrame, type Frame, KEEPALIVE_FRAME, readFrame } from './wire.ts'

/** The provider gives up after 30 s without a message. */
const QUIET_MS = 20_000
/** Questions whose answers are large cost as much as this many frames. */
const QUESTION_COST = 50

/** One client in one document: reads its frames, holds it to its rights and limits, and writes to it. */
export class Connection implements NotesConnection, Present {
  readonly person: NotesPerson
  readonly acks = new Acks()
  clientId: number | undefined
  clockShift = 0
  /** Set while the socket is too far behind to be sent edits: the last seq it was sent, and since when. */
  lag: { readonly seq: number; readonly sinceMs: number } | undefined
  /** Got a whole step 2 and, since then, every edit. */
  synced = false
  unsavedBytes = 0
  checkedAtMs: number
  readonly #grant: Grant
  readonly #socket: NotesSocket
  readonly #context: NotesContext
  readonly #room: ConnectionHome<Connection>
  readonly #frames: TokenBucket
  readonly #bytes: TokenBucket
  #access: 'write' | 'read'
  #checks = 0
  #open = true
  #sentAtMs: number
  /** Frames that came before the document was read. */
  #early: Uint8Array[] | undefined = []
  #earlyBytes = 0

  constructor(context: NotesContext, room: ConnectionHome<Connection>, grant: Grant, socket: NotesSocket) {
    const now = context.clock.now()
    const { limits } = context
    this.#context = context
    this.#room = room
    this.#grant = grant
    this.#socket = socket
    this.person = grant.person
    this.#access = grant.access
    this.#frames = new TokenBucket(limits.framesPerSecond, limits.framesBurst, now)
    this.#bytes = new TokenBucket(limits.bytesPerSecond, limits.bytesBurst, now)
    this.#sentAtMs = now
    this.checkedAtMs = now
  }

  get open(): boolean {
    return this.#open
  }

  get mayWrite(): boolean {
    return this.#access === 'write'
  }

  get buffered(): number {
    return this.#socket.buffered
  }

  receive(frame: Uint8Array): void {
    if (!this.#open) return
    const { clock, counters, limits } = this.#context
    counters.framesReceived += 1
    if (frame.length > limits.frameBytes) {
      this.close(closeCodes.tooLarge, 'frame too large')
      return
    }
    const now = clock.now()
    if (!this.#frames.take(1, now) || !this.#bytes.take(frame.length, now)) {
      this.#flooded()
      return
    }
    if (this.#early === undefined) {
      this.#handle(frame)
      return
    }
    this.#earlyBytes += frame.length
    if (this.#earlyBytes > limits.unsavedBytes) {
      this.#flooded()
      return
    }
    this.#early.push(new Uint8Array(frame))
  }

  /** The document is read: frames are handled from now on, those that waited first. */
  start(): void {
    const early = this.#early ?? []
    this.#early = undefined
    for (const frame of early) if (this.#open) this.#handle(frame)
  }

  closed(): void {
    if (!this.#open) return
    this.#open = false
    this.#early = undefined
    this.#room.leave(this)
  }

  close(code: CloseCode, reason: string): void {
    if (!this.#open) return
    const { closed } = this.#context.counters
    closed[code] = (closed[code] ?? 0) + 1
    this.closed()
    this.#socket.close(code, reason)
  }

  send(frame: Uint8Array): void {
    if (!this.#open) return
    this.#context.counters.framesSent += 1
    this.#sentAtMs = this.#context.clock.now()
    this.#socket.send(frame)
  }

  /** Sends an edit that brings the document from `before`; a socket that does not read is marked lagging instead. */
  sendEdit(frame: Uint8Array, before: number): void {
    const { clock, counters, limits } = this.#context
    if (this.lag === undefined && this.#socket.buffered <= limits.bufferedBytes) {
      this.send(frame)
      return
    }
    counters.drop('laggedUpdate')
    if (this.lag !== undefined) return
    this.lag = { seq: before, sinceMs: clock.now() }
    this.#room.watchLag()
  }

  sendAwareness(frame: Uint8Array): void {
    if (this.#socket.buffered <= this.#context.limits.bufferedBytes) this.send(frame)
    else this.#context.counters.drop('laggedAwareness')
  }

  /** Tells the client how much of what it sent is durable, if it asked to know and does not. */
  acknowledge(): void {
    if (!this.#grant.ack) return
    const durable = this.acks.news()
    if (durable !== undefined) this.send(ackFrame(durable))
  }

  keepAlive(nowMs: number): void {
    if (nowMs - this.#sentAtMs >= QUIET_MS) this.send(KEEPALIVE_FRAME)
  }

  recheck(): void {
    const { accessOf, clock, log } = this.#context
    const check = ++this.#checks
    this.checkedAtMs = clock.now()
    accessOf(this.#grant.docName, this.person.id).then(
      (access) => {
        // Answers may overtake each other; the question asked last knows best.
        if (check === this.#checks) this.#grantAccess(access)
      },
      (error: unknown) =>
        log.warn({ docName: this.#grant.docName, error }, 'rights could not be checked; asking again'),
    )
  }

  #grantAccess(access: Access): void {
    if (!this.#open) return
    if (access === 'none') {
      this.close(closeCodes.forbidden, 'no access')
      return
    }
    const promoted = access === 'write' && this.#access === 'read'
    this.#access = access
    if (!promoted || this.acks.complete) return
    // Edits made while reading were dropped. A fresh sync brings them, and a count that can be complete again.
    this.close(closeCodes.resync, 'may write now')
  }

  #handle(bytes: Uint8Array): void {
    try {
      this.#dispatch(readFrame(bytes))
    } catch (error) {
      if (!(error instanceof Malformed)) throw error
      this.close(closeCodes.malformed, error.message)
    }
  }

  #dispatch(frame: Frame): void {
    switch (frame.kind) {
      case 'edit':
        this.#edit(frame.update)
        return
      case 'awareness':
        this.#room.presence.receive(this, frame.payload, this.#context.clock.now())
        return
      case 'step1':
        checkStateVector(frame.vector)
        if (this.#mayAsk()) this.#room.answerStep1(this, new Uint8Array(frame.vector))
        return
      case 'query':
        if (this.#mayAsk()) this.#room.presence.showEveryone(this)
        return
      case 'unknown':
        this.#context.counters.drop('unknownOpcode')
        return
    }
  }

  #mayAsk(): boolean {
    const may = this.#frames.take(QUESTION_COST, this.#context.clock.now())
    if (!may) this.#flooded()
    return may
  }

  #edit(update: Uint8Array): void {
    const { counters } = this.#context
    const frame = this.acks.receive()
    const parsed = parseUpdate(update)
    if (this.#room.knows(parsed)) {
      counters.updatesKnown += 1
      this.acks.settle(frame)
      this.acknowledge()
    } else if (this.mayWrite) {
      this.#room.submit(this, frame, update, parsed)
    } else {
      counters.drop('readOnlyEdit')
    }
  }

  #flooded(): void {
    this.close(closeCodes.flood, 'too much at once')
  }
}

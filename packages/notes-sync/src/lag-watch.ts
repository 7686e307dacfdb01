import { closeCodes } from './close-codes.ts'
import type { Connection } from './connection.ts'
import type { NotesContext } from './context.ts'
import { readSince } from './read-since.ts'
import { step2Frame } from './wire.ts'

const LOOK_EVERY_MS = 250

/**
 * Looks after the connections of a document whose sockets do not keep up. They are sent nothing while they read what is
 * buffered, then what they missed in one step 2; those that never catch up are told to come back.
 */
export class LagWatch {
  readonly #context: NotesContext
  readonly #docName: string
  readonly #connections: ReadonlySet<Connection>
  /** Seq of the last edit delivered to the room. */
  readonly #head: () => number
  readonly #catchingUp = new Set<Connection>()
  #cancel: (() => void) | undefined

  constructor(context: NotesContext, docName: string, connections: ReadonlySet<Connection>, head: () => number) {
    this.#context = context
    this.#docName = docName
    this.#connections = connections
    this.#head = head
  }

  /** Some connection has fallen behind. */
  start(): void {
    this.#cancel ??= this.#context.clock.after(LOOK_EVERY_MS, () => {
      this.#cancel = undefined
      this.#look()
    })
  }

  stop(): void {
    this.#cancel?.()
  }

  #look(): void {
    const { clock, limits } = this.#context
    for (const connection of this.#connections) {
      if (connection.lag === undefined) continue
      if (connection.buffered <= limits.bufferedBytes / 2) this.#catchUp(connection, connection.lag.seq)
      else if (clock.now() - connection.lag.sinceMs > limits.lagMs)
        connection.close(closeCodes.lagging, 'too far behind')
    }
    if ([...this.#connections].some(({ lag }) => lag !== undefined)) this.start()
  }

  #catchUp(connection: Connection, since: number): void {
    if (this.#catchingUp.has(connection)) return
    this.#catchingUp.add(connection)
    this.#sendMissed(connection, since)
      .catch((error: unknown) => {
        this.#context.log.error({ docName: this.#docName, error }, 'missed edits could not be read')
        connection.close(closeCodes.unavailable, 'try again')
      })
      .finally(() => this.#catchingUp.delete(connection))
  }

  async #sendMissed(connection: Connection, since: number): Promise<void> {
    for (;;) {
      const { seq, update } = await readSince(this.#context.store, this.#docName, since)
      // Edits delivered while this was read were not sent to it either: they must be in.
      if (seq < this.#head()) continue
      connection.lag = undefined
      return connection.send(step2Frame(update))
    }
  }
}

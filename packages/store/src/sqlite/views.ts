import { HANDLER_LIMIT_MS, hungError } from '../limit.ts'
import type { ReadTx } from '../port.ts'
import type { Connection } from './connection.ts'
import { ReadCalls } from './read-calls.ts'
import { Reads } from './reads.ts'

type Clock = { after(ms: number, run: () => void): () => void }

/** Consistent reads: one read transaction at a time, in the order asked, on a connection nothing else reads on. */
export class Views {
  readonly #db: Connection
  readonly #reads: Reads
  readonly #clock: Clock
  #last: Promise<unknown> = Promise.resolve()

  constructor(db: Connection, clock: Clock) {
    this.#db = db
    this.#reads = new Reads(db)
    this.#clock = clock
  }

  view<T>(work: (view: ReadTx) => Promise<T>): Promise<T> {
    const result = this.#last.then(() => this.#run(work))
    this.#last = result.catch(() => undefined)
    return result
  }

  /** Resolves when every view asked for so far is over. */
  async drain(): Promise<void> {
    await this.#last
  }

  async #run<T>(work: (view: ReadTx) => Promise<T>): Promise<T> {
    const view = new View(this.#reads)
    this.#db.run('BEGIN')
    const hung = Promise.withResolvers<never>()
    const stopWatch = this.#clock.after(HANDLER_LIMIT_MS, () => hung.reject(hungError('A view')))
    try {
      return await Promise.race([work(view), hung.promise])
    } finally {
      stopWatch()
      view.over = true
      this.#db.run('COMMIT')
    }
  }
}

class View extends ReadCalls {
  over = false
  readonly #reads: Reads

  constructor(reads: Reads) {
    super()
    this.#reads = reads
  }

  protected override reads(): Reads {
    if (this.over) throw new Error('This view is over: await every call before returning')
    return this.#reads
  }
}

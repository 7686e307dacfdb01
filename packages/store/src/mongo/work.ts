import { HANDLER_LIMIT_MS, hungError } from '../limit.ts'
import type { Committed, Tx } from '../port.ts'
import type { Attempt } from './attempt.ts'
import { endsAttempt } from './faults.ts'
import { Transaction } from './transaction.ts'

type Clock = { after(ms: number, run: () => void): () => void }

/** A queued transaction as its group sees it. */
export interface Job {
  readonly appended: readonly Committed[]
  /**
   * Runs the handler as part of an attempt. Resolves to whether the attempt is still good: false when the handler
   * threw after it had written, which only the end of the attempt can undo.
   * @throws what ends the attempt for every job in it: a conflict with another process, a lost connection
   */
  run(attempt: Attempt): Promise<boolean>
  /** Answers the caller as the last run ended. */
  settle(): void
  fail(error: Error): void
}

/** A queued transaction: the handler, and how to answer its caller. */
export class Work<T> implements Job {
  appended: readonly Committed[] = []
  settle: () => void = () => {}
  readonly fail: (error: unknown) => void
  readonly #work: (tx: Tx) => Promise<T>
  readonly #clock: Clock
  readonly #resolve: (value: T) => void

  constructor(work: (tx: Tx) => Promise<T>, clock: Clock, resolve: (value: T) => void, fail: (error: unknown) => void) {
    this.#work = work
    this.#clock = clock
    this.#resolve = resolve
    this.fail = fail
  }

  async run(attempt: Attempt): Promise<boolean> {
    const tx = new Transaction(attempt)
    this.appended = []
    try {
      const value = await this.#result(tx)
      if (tx.ended) throw tx.ended
      this.appended = tx.appended
      this.settle = () => this.#resolve(value)
      return true
    } catch (error) {
      if (tx.ended && endsAttempt(tx.ended)) throw tx.ended
      this.settle = () => this.fail(error)
      return !tx.wrote && !tx.ended
    } finally {
      tx.end(new Error('This transaction is over: await every call before returning'))
    }
  }

  /** The handler's result, unless it awaits something other than the store: everyone else is waiting behind it. */
  async #result(tx: Transaction): Promise<T> {
    const hung = Promise.withResolvers<never>()
    const watch = (): (() => void) =>
      this.#clock.after(HANDLER_LIMIT_MS, () => {
        if (tx.busy) stopWatch = watch()
        else hung.reject(hungError('A transaction'))
      })
    let stopWatch = watch()
    try {
      return await Promise.race([this.#work(tx), hung.promise])
    } finally {
      stopWatch()
    }
  }
}

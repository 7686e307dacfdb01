import type { Committed, Tx } from '../port.ts'
import { Transaction, type Writer } from './transaction.ts'

/** A queued transaction as its group sees it. */
export interface Job {
  startedAt: number
  readonly appended: readonly Committed[]
  /** Runs the handler in a savepoint; a throw undoes it. Never rejects for the handler's sake. */
  run(writer: Writer): Promise<void>
  hang(error: Error): void
  /** Answers the caller, after the commit. */
  settle(): void
  fail(error: Error): void
}

/** A queued transaction: the handler, and how to answer its caller. */
export class Work<T> implements Job {
  startedAt = 0
  appended: readonly Committed[] = []
  hang: (error: Error) => void = () => {}
  settle: () => void = () => {}
  readonly fail: (error: unknown) => void
  readonly #work: (tx: Tx) => Promise<T>
  readonly #resolve: (value: T) => void

  constructor(work: (tx: Tx) => Promise<T>, resolve: (value: T) => void, reject: (error: unknown) => void) {
    this.#work = work
    this.#resolve = resolve
    this.fail = reject
  }

  async run(writer: Writer): Promise<void> {
    const tx = new Transaction(writer)
    writer.db.run('SAVEPOINT handler')
    try {
      const value = await this.#result(tx)
      if (tx.ended) throw tx.ended
      this.appended = tx.appended
      this.settle = () => this.#resolve(value)
    } catch (error) {
      writer.db.run('ROLLBACK TO handler')
      this.settle = () => this.fail(error)
    }
    tx.end(new Error('This transaction is over: await every call before returning'))
    writer.db.run('RELEASE handler')
  }

  #result(tx: Tx): Promise<T> {
    return new Promise((resolve, reject) => {
      this.hang = reject
      this.#work(tx).then(resolve, reject)
    })
  }
}

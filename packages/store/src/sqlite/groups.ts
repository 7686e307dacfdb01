import { setImmediate } from 'node:timers/promises'
import { HANDLER_LIMIT_MS, hungError } from '../limit.ts'
import type { Committed, Tx } from '../port.ts'
import type { Writer } from './transaction.ts'
import { type Job, Work } from './work.ts'

export interface GroupsOptions {
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void }
  readonly windowMs: number
  /** Told of each durable commit that appended, before its callers. */
  readonly onCommitted: (entries: readonly Committed[]) => void
}

/**
 * Group commit. Transactions queue; a group runs them one strictly after another inside one BEGIN … COMMIT, each in a
 * savepoint of its own, so that one `fdatasync` answers many. The window delays BEGIN, never COMMIT: a group starts at
 * once when the last one started a window ago or longer, else when the window is over. Quiet means no delay.
 */
export class Groups {
  readonly #writer: Writer
  readonly #options: GroupsOptions
  readonly #queue: Job[] = []
  #current: Job | undefined
  #lastStart = Number.NEGATIVE_INFINITY
  #cancelTimer: (() => void) | undefined
  #running = false
  #failed: Error | undefined
  #drained: (() => void) | undefined

  constructor(writer: Writer, options: GroupsOptions) {
    this.#writer = writer
    this.#options = options
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#failed) return Promise.reject(this.#failed)
    return new Promise<T>((resolve, reject) => {
      this.#queue.push(new Work(work, resolve, reject))
      this.#schedule()
    })
  }

  /** Runs what is queued without waiting for the window; resolves when nothing is left. */
  drain(): Promise<void> {
    return new Promise((resolve) => {
      this.#drained = resolve
      this.#cancelTimer?.()
      this.#cancelTimer = undefined
      this.#schedule()
    })
  }

  #schedule(): void {
    if (this.#running || this.#cancelTimer) return
    if (this.#queue.length === 0) {
      this.#drained?.()
      return
    }
    const { clock, windowMs } = this.#options
    // Never more than a window: the machine's clock may be set back.
    const waitMs = this.#drained ? 0 : Math.min(windowMs, this.#lastStart + windowMs - clock.now())
    if (waitMs <= 0) {
      void this.#run()
      return
    }
    this.#cancelTimer = clock.after(waitMs, () => {
      this.#cancelTimer = undefined
      void this.#run()
    })
  }

  async #run(): Promise<void> {
    this.#running = true
    this.#lastStart = this.#options.clock.now()
    const group: Job[] = []
    try {
      this.#begin()
      await this.#runJobs(group)
      this.#commit(group)
    } catch (error) {
      this.#abandon(group, error)
    }
    // Handlers and callers live in microtasks: without a turn of the event loop a busy store would let nobody else run.
    // biome-ignore lint/plugin: a turn of the event loop is order, not time; no clock gives it
    await setImmediate()
    this.#running = false
    this.#schedule()
  }

  #begin(): void {
    if (this.#failed) throw this.#failed
    this.#writer.db.run('BEGIN IMMEDIATE')
  }

  async #runJobs(group: Job[]): Promise<void> {
    const stopWatch = this.#watch()
    try {
      // Work that arrives meanwhile joins, up to a size that keeps the event loop moving.
      for (let job = this.#queue.shift(); job; job = group.length < GROUP_LIMIT ? this.#queue.shift() : undefined) {
        group.push(job)
        this.#current = job
        job.startedAt = this.#options.clock.now()
        await job.run(this.#writer)
      }
    } finally {
      this.#current = undefined
      stopWatch()
    }
  }

  #commit(group: readonly Job[]): void {
    this.#writer.db.run('COMMIT')
    const appended = group.flatMap((job) => job.appended)
    try {
      if (appended.length > 0) this.#options.onCommitted(appended)
    } finally {
      for (const job of group) job.settle()
    }
  }

  /** The group is not durable: none of it happened. Unless SQLite can roll back cleanly the store takes no more. */
  #abandon(group: readonly Job[], cause: unknown): void {
    try {
      if (this.#writer.db.inTransaction) this.#writer.db.run('ROLLBACK')
      // After a failed write the kernel may drop the pages and report the next sync as fine: only reopening tells.
      if (isIoError(cause)) this.#failed = new Error('The disk failed: the store stopped writing', { cause })
    } catch (error) {
      this.#failed = new Error('The store could not roll back: it stopped writing', { cause: error })
    }
    const lost = this.#failed ? [...group, ...this.#queue.splice(0)] : group.length > 0 ? group : this.#queue.splice(0)
    for (const job of lost) job.fail(new Error('The transaction could not be made durable and was undone', { cause }))
  }

  /** Ends a handler that awaits something other than the store: everyone else is waiting behind it. */
  #watch(): () => void {
    const { clock } = this.#options
    const check = () => {
      const startedAt = this.#current?.startedAt ?? clock.now()
      const leftMs = Math.min(HANDLER_LIMIT_MS, startedAt + HANDLER_LIMIT_MS - clock.now())
      if (leftMs <= 0) this.#current?.hang(hungError('A transaction'))
      cancel = clock.after(leftMs > 0 ? leftMs : HANDLER_LIMIT_MS, check)
    }
    let cancel = clock.after(HANDLER_LIMIT_MS, check)
    return () => cancel()
  }
}

const GROUP_LIMIT = 256
const SQLITE_IOERR = 10

function isIoError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return false
  return typeof error.errcode === 'number' && (error.errcode & 0xff) === SQLITE_IOERR
}

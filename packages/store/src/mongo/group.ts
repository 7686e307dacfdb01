import type mongoose from 'mongoose'
import type { Committed } from '../port.ts'
import { Attempt } from './attempt.ts'
import { CommitOrder, type Place } from './commit-order.ts'
import type { Database } from './database.ts'
import { TRANSACTION } from './options.ts'
import type { Job } from './work.ts'

export interface GroupParts {
  readonly connection: mongoose.Connection
  readonly db: Database
  readonly born: () => number
  /** Told of each durable commit that appended, before its callers. */
  readonly onCommitted: (entries: readonly Committed[]) => void
}

/**
 * Runs groups of jobs, each group one MongoDB transaction with its jobs strictly one after another. A job that throws
 * after writing ends the attempt, and the group runs again without it; conflicts and lost connections make the driver
 * run the attempt again. A group answers its callers once it is durable on a majority.
 */
export class GroupRunner {
  readonly #parts: GroupParts
  readonly #order = new CommitOrder()

  constructor(parts: GroupParts) {
    this.#parts = parts
  }

  /** Never rejects: each job's caller is told. */
  async run(group: readonly Job[]): Promise<void> {
    try {
      await this.#commit(group)
      for (const job of group) job.settle()
    } catch (cause) {
      const error = new Error('The transaction is not known to be durable', { cause })
      for (const job of group) job.fail(error)
    }
  }

  async #commit(group: readonly Job[]): Promise<void> {
    const session = await this.#parts.connection.startSession()
    let place: Place | undefined
    let spoiler: Job | undefined
    const attempt = async (jobs: readonly Job[]) => {
      place?.leave()
      spoiler = undefined
      const attempt = new Attempt(this.#parts.db, session, this.#parts.born)
      for (const job of jobs) {
        if (await job.run(attempt)) continue
        spoiler = job
        throw new Spoiled()
      }
      await attempt.logs.flush()
      place = this.#order.enter(attempt.logs.logs)
    }
    try {
      let jobs = group
      while (jobs.length > 0) {
        try {
          await session.withTransaction(() => attempt(jobs), TRANSACTION)
          await place?.ready
          const appended = jobs.flatMap((job) => job.appended)
          if (appended.length > 0) this.#parts.onCommitted(appended)
          return
        } catch (error) {
          if (!(error instanceof Spoiled)) throw error
          jobs = jobs.filter((job) => job !== spoiler)
        }
      }
    } finally {
      place?.leave()
      await session.endSession()
    }
  }
}

/** Ends an attempt that holds writes of a job that threw. */
class Spoiled extends Error {}

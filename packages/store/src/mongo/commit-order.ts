/** A group's place among the commits of the logs it appended to. */
export interface Place {
  /** Resolves when every earlier group of these logs has been told or given up. */
  readonly ready: Promise<unknown>
  /** Lets the next one pass; leaving twice is fine. */
  leave(): void
}

/**
 * Acknowledgements of commits come over many connections and may overtake each other; listeners must hear of a log's
 * entries in order. A group takes its place before it commits and while it holds its logs' heads, so places of one log
 * are taken in the order of its seqs.
 */
export class CommitOrder {
  readonly #last = new Map<string, Promise<void>>()

  enter(logs: Iterable<string>): Place {
    const left = Promise.withResolvers<void>()
    const names = [...logs]
    const ready = Promise.all(names.map((log) => this.#last.get(log)))
    for (const log of names) this.#last.set(log, left.promise)
    return {
      ready,
      leave: () => {
        left.resolve()
        for (const log of names) if (this.#last.get(log) === left.promise) this.#last.delete(log)
      },
    }
  }
}

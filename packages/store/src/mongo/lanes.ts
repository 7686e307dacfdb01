import type { Tx } from '../port.ts'
import { type Job, Work } from './work.ts'

export interface LanesOptions {
  readonly clock: { now(): number; after(ms: number, run: () => void): () => void }
  /** A lane whose last group had company starts its next one no sooner than this after it. */
  readonly windowMs: number
  readonly run: (group: readonly Job[]) => Promise<void>
}

interface Lane {
  readonly name: string | undefined
  readonly queue: Job[]
  /** A group is under way, or waits for its window or for room. */
  active: boolean
}

/**
 * Transactions of one lane run in the order given; what arrives while a group is under way forms the next. Lanes run
 * side by side, up to a number that leaves the server room. A transaction without a lane has one to itself.
 */
export class Lanes {
  readonly #options: LanesOptions
  readonly #named = new Map<string, Lane>()
  readonly #waiting: Lane[] = []
  #running = 0
  #unfinished = 0
  #drained: (() => void) | undefined

  constructor(options: LanesOptions) {
    this.#options = options
  }

  transact<T>(work: (tx: Tx) => Promise<T>, name: string | undefined): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const lane = this.#lane(name)
      lane.queue.push(new Work(work, this.#options.clock, resolve, reject))
      this.#unfinished += 1
      if (lane.active) return
      lane.active = true
      this.#start(lane)
    })
  }

  /** Resolves when nothing is left; nothing may be added meanwhile. */
  drain(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#unfinished === 0) resolve()
      else this.#drained = resolve
    })
  }

  #lane(name: string | undefined): Lane {
    const known = name === undefined ? undefined : this.#named.get(name)
    const lane = known ?? { name, queue: [], active: false }
    if (name !== undefined) this.#named.set(name, lane)
    return lane
  }

  #start(lane: Lane): void {
    if (this.#running === CONCURRENT_GROUPS) this.#waiting.push(lane)
    else void this.#run(lane)
  }

  async #run(lane: Lane): Promise<void> {
    this.#running += 1
    // What the caller asks in the same breath goes into the same group.
    await Promise.resolve()
    const { clock, windowMs, run } = this.#options
    const group = lane.queue.splice(0, GROUP_LIMIT)
    const startMs = clock.now()
    await run(group)
    this.#running -= 1
    this.#unfinished -= group.length
    const waiting = this.#waiting.shift()
    if (waiting) this.#start(waiting)
    const leftMs = group.length > 1 ? startMs + windowMs - clock.now() : 0
    if (leftMs > 0) clock.after(leftMs, () => this.#resume(lane))
    else this.#resume(lane)
    if (this.#unfinished === 0) this.#drained?.()
  }

  #resume(lane: Lane): void {
    if (lane.queue.length > 0) {
      this.#start(lane)
      return
    }
    lane.active = false
    if (lane.name !== undefined) this.#named.delete(lane.name)
  }
}

/** A group holds its logs' heads until it is done, and every job in it waits for the last. */
const GROUP_LIMIT = 64
const CONCURRENT_GROUPS = 32

import type { Store } from '@convene/store'
import type { ParsedUpdate } from './parse-update.ts'
import { notesLog } from './tables.ts'

/** An update on its way into the log. */
export interface Submission<Sender> {
  readonly sender: Sender
  /** What the log will hold: an envelope. */
  readonly envelope: Uint8Array
  readonly parsed: ParsedUpdate
  /** Bytes of the update. */
  readonly size: number
  /** The sender's number for the frame that brought it; undefined when that frame is not to be acknowledged. */
  readonly frame: number | undefined
}

/**
 * Writes a document's updates to its log in the order they came. What arrives while a transaction waits for its turn
 * rides along in it, so that the cost of a commit is shared the more the busier the document is.
 */
export class Outbox<Sender> {
  readonly #store: Store
  readonly #log: string
  readonly #settled: (batch: readonly Submission<Sender>[], error: unknown) => void
  /** Which submission got a seq: known before the feed delivers the entry, gone after. */
  readonly #bySeq = new Map<number, Submission<Sender>>()
  readonly #underWay = new Set<Promise<void>>()
  #waiting: Submission<Sender>[] = []
  #scheduled = false

  /** @param settled called per batch once it is durable (`error` undefined) or lost */
  constructor(store: Store, docName: string, settled: (batch: readonly Submission<Sender>[], error: unknown) => void) {
    this.#store = store
    this.#log = notesLog(docName)
    this.#settled = settled
  }

  submit(submission: Submission<Sender>): void {
    this.#waiting.push(submission)
    if (this.#scheduled) return
    this.#scheduled = true
    const write = this.#write().finally(() => this.#underWay.delete(write))
    this.#underWay.add(write)
  }

  /** The local submission that became the log's entry `seq`, if one did; answers once. */
  claim(seq: number): Submission<Sender> | undefined {
    const submission = this.#bySeq.get(seq)
    this.#bySeq.delete(seq)
    return submission
  }

  /** Resolves when nothing is under way. */
  async drained(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay)
  }

  async #write(): Promise<void> {
    let batch: Submission<Sender>[] | undefined
    let seqs: number[] = []
    try {
      await this.#store.transact(
        async (tx) => {
          batch ??= this.#takeWaiting()
          this.#forget(seqs)
          seqs = []
          for (const submission of batch) {
            const seq = await tx.append(this.#log, submission.envelope)
            seqs.push(seq)
            this.#bySeq.set(seq, submission)
          }
        },
        { lane: this.#log },
      )
      this.#settled(batch ?? [], undefined)
    } catch (error) {
      this.#forget(seqs)
      this.#settled(batch ?? this.#takeWaiting(), error ?? new Error('the store refused'))
    }
  }

  #takeWaiting(): Submission<Sender>[] {
    const batch = this.#waiting
    this.#waiting = []
    this.#scheduled = false
    return batch
  }

  /** A handler that runs again gets other seqs. */
  #forget(seqs: readonly number[]): void {
    for (const seq of seqs) this.#bySeq.delete(seq)
  }
}

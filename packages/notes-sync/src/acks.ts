/**
 * Counts how many of a connection's edit frames, from its first on, are durable. A frame that is dropped (an edit of a
 * reader) never becomes so, and the count stays below it: what the page is told is saved, is saved.
 */
export class Acks {
  #received = 0
  #durable = 0
  #told = 0
  readonly #early = new Set<number>()

  /** A frame arrived; returns its number, from 0. */
  receive(): number {
    return this.#received++
  }

  settle(frame: number): void {
    this.#early.add(frame)
    while (this.#early.delete(this.#durable)) this.#durable += 1
  }

  /** Whether everything received is durable. */
  get complete(): boolean {
    return this.#durable === this.#received
  }

  /** The count to tell the client, when it has not been told it yet. */
  news(): number | undefined {
    if (this.#told === this.#durable) return undefined
    this.#told = this.#durable
    return this.#durable
  }
}

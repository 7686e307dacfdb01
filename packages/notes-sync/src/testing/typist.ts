import * as Y from 'yjs'
import type { Keystroke } from './recorded-session.ts'

/** What a typist needs of the page they sit at. */
export interface Page {
  readonly doc: Y.Doc
  /** Resolves when `done` holds, looked at now and after every update of the document. */
  until(done: () => boolean): Promise<void>
}

interface Typed {
  readonly update: Uint8Array
  /** The author's clock after it. */
  readonly clock: number
}

/**
 * One author of a recorded session. Types into a replica that holds exactly what the author had seen at each keystroke:
 * an edit of the other author enters it only after it has come through the server, and only when the recording says so.
 */
export class Typist<P extends Page> {
  readonly client: P
  readonly #replica = new Y.Doc()
  readonly #script: readonly Keystroke[]
  readonly #typed: Typed[] = []
  #seen = 0
  #typing = false

  /**
   * @param order the replica's Yjs client id: where two insert at the same place the lower one's text comes first, and
   * the recording has the first author's first
   */
  constructor(client: P, order: number, script: readonly Keystroke[]) {
    this.#replica.clientID = order
    this.#script = script
    this.client = client
    this.#replica.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'seen') return
      this.#typed.push({ update, clock: Y.getState(this.#replica.store, this.#replica.clientID) })
      Y.applyUpdate(this.client.doc, update, 'typed')
    })
  }

  get typed(): number {
    return this.#typed.length
  }

  /** Types on, whenever something arrives, to the end of the script or its keystroke `until`. */
  async play(other: Typist<Page>, until = this.#script.length): Promise<void> {
    await this.client.until(() => {
      // Typing is an update too, and wakes this very function.
      if (this.#typing) return false
      this.#typing = true
      while (this.typed < until && this.#see(other, this.#script[this.typed]?.seen ?? 0)) this.#type()
      this.#typing = false
      return this.typed >= until
    })
  }

  /** Takes in what the other has typed up to keystroke `count`; false when it has not all arrived. */
  #see(other: Typist<Page>, count: number): boolean {
    for (; this.#seen < count; this.#seen++) {
      const typed = other.#typed[this.#seen]
      const arrived = Y.getState(this.client.doc.store, other.#replica.clientID)
      if (typed === undefined || arrived < typed.clock) return false
      Y.applyUpdate(this.#replica, typed.update, 'seen')
    }
    return true
  }

  #type(): void {
    const text = this.#replica.getText('scratch')
    this.#replica.transact(() => {
      for (const [position, deleted, inserted] of this.#script[this.typed]?.patches ?? []) {
        if (deleted > 0) text.delete(position, deleted)
        if (inserted !== '') text.insert(position, inserted)
      }
    })
  }
}

import type { ReadTx } from '@convene/store'
import * as Y from 'yjs'
import { type DocumentState, readState } from './document-state.ts'
import { step2Frame } from './wire.ts'

/** The content of an open document, read from the store when someone joins; however many join, it is read once. */
export class RoomState {
  readonly #store: ReadTx
  readonly #docName: string
  #state: DocumentState | undefined
  #reading: Promise<DocumentState> | undefined
  /** The last step 2, for a crowd that comes back at once with the same vector. */
  #answer: { readonly state: DocumentState; readonly vector: string; readonly frame: Uint8Array } | undefined

  constructor(store: ReadTx, docName: string) {
    this.#store = store
    this.#docName = docName
  }

  /** The document at `seq` or later. A read already under way may have begun before that; then another follows. */
  async reaching(seq: number): Promise<DocumentState> {
    for (;;) {
      const state = await this.#read(seq)
      if (state.seq >= seq) return state
    }
  }

  /** A step 2 frame with all that the vector's owner lacks of the document at `seq` or later. */
  async step2(seq: number, vector: Uint8Array): Promise<Uint8Array> {
    const state = await this.reaching(seq)
    const key = vector.join()
    if (this.#answer?.state === state && this.#answer.vector === key) return this.#answer.frame
    const knowsNothing = vector.length === 1
    const frame = step2Frame(knowsNothing ? state.update : Y.diffUpdate(state.update, vector))
    this.#answer = { state, vector: key, frame }
    return frame
  }

  /** The snapshot has changed: next time, start from it and leave out the garbage. */
  forget(): void {
    this.#state = undefined
    this.#answer = undefined
  }

  #read(seq: number): Promise<DocumentState> {
    const known = this.#state
    if (known !== undefined && known.seq >= seq) return Promise.resolve(known)
    this.#reading ??= readState(this.#store, this.#docName, known)
      .then((state) => {
        this.#state = state
        return state
      })
      .finally(() => {
        this.#reading = undefined
      })
    return this.#reading
  }
}

import type { NotesContext } from './context.ts'
import type { DocumentState } from './document-state.ts'

/** How much log a document has behind its snapshot, how large it is altogether, and when to compact it. */
export class Tail {
  readonly #context: NotesContext
  readonly #docName: string
  readonly #compacted: () => void
  #seq = 0
  #throughSeq = 0
  #tailBytes = 0
  #documentBytes = 0
  #changedAtMs = 0
  #compacting = false
  /** After a compaction that could not be done, the tail must grow this long before the next attempt. */
  #notBefore = 0

  /** @param compacted called when the stored snapshot is a new one */
  constructor(context: NotesContext, docName: string, compacted: () => void) {
    this.#context = context
    this.#docName = docName
    this.#compacted = compacted
  }

  begin({ seq, throughSeq, tailBytes, update }: DocumentState): void {
    this.#seq = seq
    this.#throughSeq = throughSeq
    this.#tailBytes = tailBytes
    this.#documentBytes = update.length
    this.#changedAtMs = this.#context.clock.now()
  }

  /** Makes room for an edit; false when the document would be too large. */
  reserve(bytes: number): boolean {
    if (this.#documentBytes + bytes > this.#context.limits.documentBytes) return false
    this.#documentBytes += bytes
    return true
  }

  release(bytes: number): void {
    this.#documentBytes -= bytes
  }

  /** @param foreign another node wrote it, so nothing was reserved here */
  add(seq: number, bytes: number, foreign: boolean): void {
    this.#seq = seq
    this.#tailBytes += bytes
    this.#changedAtMs = this.#context.clock.now()
    if (foreign) this.#documentBytes += bytes
  }

  compactWhenLong(): void {
    const { compactUpdates, compactBytes } = this.#context.limits
    if (this.#length >= compactUpdates || this.#tailBytes >= compactBytes) this.#compact()
  }

  compactWhenIdle(nowMs: number): void {
    const { idleMs, idleUpdates } = this.#context.limits
    if (this.#length >= idleUpdates && nowMs - this.#changedAtMs >= idleMs) this.#compact()
  }

  compactWhenLeft(): void {
    if (this.#length >= this.#context.limits.idleUpdates) this.#compact()
  }

  get #length(): number {
    return this.#seq - this.#throughSeq
  }

  #compact(): void {
    if (this.#compacting || this.#length < this.#notBefore) return
    this.#compacting = true
    void this.#run().finally(() => {
      this.#compacting = false
    })
  }

  async #run(): Promise<void> {
    const tailBytes = this.#tailBytes
    const documentBytes = this.#documentBytes
    const done = await this.#context.compactor.compact(this.#docName)
    if (done === undefined) {
      this.#notBefore = this.#length + this.#context.limits.compactUpdates
      return
    }
    this.#notBefore = 0
    this.#throughSeq = done.throughSeq
    this.#tailBytes -= tailBytes
    this.#documentBytes += done.snapshotBytes - documentBytes
    this.#compacted()
  }
}

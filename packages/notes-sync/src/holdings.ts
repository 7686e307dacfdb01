import type { ParsedUpdate } from './parse-update.ts'
import { Ranges } from './ranges.ts'
import { encodeStateVector } from './state-vector.ts'

/**
 * What a document's log holds, known without the document: which clocks of which clients, which of them are deleted,
 * and who first brought each client. Grows as entries become durable, never before.
 */
export class Holdings {
  readonly #clocks = new Ranges()
  readonly #deleted = new Ranges()
  readonly #authors: Map<number, string>

  /** @param authors person by Yjs client, from the stored snapshot */
  constructor(authors: ReadonlyMap<number, string>) {
    this.#authors = new Map(authors)
  }

  add(parsed: ParsedUpdate, personId: string): void {
    for (const { client, structs } of parsed.sections) {
      for (const { kind, clock, length } of structs) {
        if (kind !== 'skip') this.#clocks.add(client, clock, clock + length)
      }
      if (structs.length > 0 && !this.#authors.has(client)) this.#authors.set(client, personId)
    }
    for (const { client, clock, length } of parsed.deletions) this.#deleted.add(client, clock, clock + length)
  }

  /** Whether storing this update again would add nothing. */
  contains(parsed: ParsedUpdate): boolean {
    return (
      parsed.sections.every(({ client, structs }) =>
        structs.every(({ kind, clock, length }) => kind === 'skip' || this.holds(client, clock, length)),
      ) && parsed.deletions.every(({ client, clock, length }) => this.#deleted.covers(client, clock, clock + length))
    )
  }

  holds(client: number, clock: number, length: number): boolean {
    return this.#clocks.covers(client, clock, clock + length)
  }

  authorOf(client: number): string | undefined {
    return this.#authors.get(client)
  }

  /** Encoded state vector; stops at each client's first gap, so that a client offers what fills it. */
  vector(): Uint8Array {
    const entries: [number, number][] = []
    for (const client of this.#clocks.clients()) {
      const clock = this.#clocks.prefix(client)
      if (clock > 0) entries.push([client, clock])
    }
    return encodeStateVector(entries)
  }
}

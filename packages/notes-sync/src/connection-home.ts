import type { ParsedUpdate } from './parse-update.ts'

/** What a connection asks of the document it is in; `C` is the connection, so that neither needs to know the other's file. */
export interface ConnectionHome<C> {
  readonly presence: {
    /** @throws Malformed */
    receive(from: C, payload: Uint8Array, nowMs: number): void
    showEveryone(connection: C): void
  }
  leave(connection: C): void
  /** Whether all of an update is in the document already. */
  knows(parsed: ParsedUpdate): boolean
  submit(from: C, frame: number, update: Uint8Array, parsed: ParsedUpdate): void
  answerStep1(connection: C, vector: Uint8Array): void
  /** The connection has fallen behind. */
  watchLag(): void
}

import { recordedSession, Typist } from '@convene/notes-sync/testing'
import { type NotesClient, openNotes } from './notes-client.ts'

/** A recorded session of two authors, typed again by two stock providers. */
export interface Replay {
  readonly first: Typist<NotesClient>
  readonly second: Typist<NotesClient>
  /** Types to the end; resolves when both have typed all of theirs. */
  play(): Promise<void>
  /** Resolves when both authors typed about half. */
  halfway(): Promise<void>
  /** Resolves when both copies read as the recording ends, and all of it is durable. */
  ended(): Promise<void>
  /** Resolves when this copy reads as the recording ends. */
  endsIn(client: NotesClient): Promise<void>
  close(): void
}

/** Where an author sits: the address of a node, and who they are there. */
export interface Seat {
  readonly url: string
  readonly token: string
}

export async function replaySession(seats: readonly [Seat, Seat], docName: string): Promise<Replay> {
  const { authors, endContent } = await recordedSession()
  const sit = ({ url, token }: Seat) => openNotes(url, docName, token)
  const first = new Typist(sit(seats[0]), FIRST_ID, authors[0])
  const second = new Typist(sit(seats[1]), SECOND_ID, authors[1])
  const half = (typist: Typist<NotesClient>, script: readonly unknown[]) =>
    typist.client.until(() => typist.typed > script.length / 2)
  const endsIn = (client: NotesClient) => client.until(() => client.doc.getText('scratch').toString() === endContent)
  return {
    first,
    second,
    async play() {
      await Promise.all([first.play(second), second.play(first)])
    },
    async halfway() {
      await Promise.all([half(first, authors[0]), half(second, authors[1])])
    },
    async ended() {
      await Promise.all([first, second].flatMap(({ client }) => [endsIn(client), client.saved()]))
    },
    endsIn,
    close() {
      for (const { client } of [first, second]) client.destroy()
    },
  }
}

/** Yjs client ids of the authors: where both type at one place the lower comes first. 1 is the server's, which seeds. */
const FIRST_ID = 11
const SECOND_ID = 12

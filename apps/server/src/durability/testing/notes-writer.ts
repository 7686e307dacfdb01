import type { Clock } from '@convene/testkit'
import { openNotes } from '../../testing/notes-client.ts'

/** Somebody who adds numbered marks to the notes, and knows which of them the server has called durable. */
export interface NotesWriter {
  readonly name: string
  /** Marks 1 to this number were acknowledged. */
  acknowledged(): number
  made(): number
  /** All marks of everybody, as this writer's copy has them. */
  marks(): string[]
  /** Resolves when this writer's copy has as many marks. */
  shows(count: number): Promise<void>
  /** Stays away until `resume`, and writes on meanwhile. */
  pause(): void
  resume(): void
  /** Stops writing; resolves when every mark is acknowledged. */
  finish(): Promise<void>
  close(): void
}

const MARK_EVERY_MS = 10
/** Marks made and not yet acknowledged: a server that is away does not gather them without end. */
const AHEAD_MAX = 200
const MARKS = 'marks'

export const markOf = (name: string, number: number) => `${name}:${number}`

export function notesWriter(
  url: string,
  { docName, token, name, clock }: { docName: string; token: string; name: string; clock: Clock },
): NotesWriter {
  let made = 0
  let acknowledged = 0
  /** Per edit frame of the present socket, how many marks the server has when it has the frames up to this one. */
  let frames: number[] = []
  let caughtUp = false
  const client = openNotes(url, docName, token, ({ sent, durable }, frame) => {
    if (sent === 0) {
      frames = []
      caughtUp = false
    }
    if (frame) {
      // Updates of this socket say nothing of earlier marks before its step 2, which has all that the server lacks.
      caughtUp ||= frame[1] === 1
      frames.push(caughtUp ? made : 0)
    }
    acknowledged = Math.max(acknowledged, durable > 0 ? (frames[durable - 1] ?? 0) : 0)
  })
  const array = client.doc.getArray<string>(MARKS)

  let cancel = clock.after(MARK_EVERY_MS, mark)
  function mark(): void {
    cancel = clock.after(MARK_EVERY_MS, mark)
    if (made - acknowledged >= AHEAD_MAX) return
    made += 1
    array.push([markOf(name, made)])
  }

  return {
    name,
    acknowledged: () => acknowledged,
    made: () => made,
    marks: () => array.toArray(),
    shows: (count) => client.until(() => array.length >= count),
    pause: () => client.provider.disconnect(),
    resume: () => client.provider.connect(),
    finish() {
      cancel()
      return client.until(() => acknowledged === made)
    },
    close() {
      cancel()
      client.destroy()
    },
  }
}

/** The marks that somebody who held nothing before is shown. */
export async function readMarks(url: string, docName: string, token: string): Promise<string[]> {
  const client = openNotes(url, docName, token)
  await client.until(() => client.provider.synced)
  const marks = client.doc.getArray<string>(MARKS).toArray()
  client.destroy()
  return marks
}

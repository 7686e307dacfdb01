import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { Doc, decodeStateVector, encodeStateVector } from 'yjs'
import { isRecord } from '../wire/is-record.ts'

const FILE = new URL('../../fixtures/seph-blog1.json.gz', import.meta.url)
/** So many keystrokes travel as one update: about what a person types between two saves of a slow editor. */
const KEYSTROKES_PER_UPDATE = 200

/** A long article as its author typed it: Yjs updates in order, all of one client, and what stands in `getText('scratch')` at the end. */
export interface RecordedSession {
  readonly updates: readonly Uint8Array[]
  readonly client: number
  /** The client's clock after the last update. */
  readonly clock: number
  readonly text: string
}

/** The first so many keystrokes of it. All 137,154 take some seconds to replay. */
export async function recordedSession(keystrokes: number): Promise<RecordedSession> {
  const recorded: unknown = JSON.parse(gunzipSync(await readFile(FILE)).toString())
  const doc = new Doc()
  const text = doc.getText('scratch')
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const typed = keystrokesOf(recorded).slice(0, keystrokes)
  for (let first = 0; first < typed.length; first += KEYSTROKES_PER_UPDATE) {
    doc.transact(() => {
      for (const [position, deleted, inserted] of typed.slice(first, first + KEYSTROKES_PER_UPDATE).flat()) {
        if (deleted > 0) text.delete(position, deleted)
        if (inserted !== '') text.insert(position, inserted)
      }
    })
  }
  const clock = decodeStateVector(encodeStateVector(doc)).get(doc.clientID) ?? 0
  return { updates, client: doc.clientID, clock, text: text.toString() }
}

type Patch = readonly [position: number, deleted: number, inserted: string]

/** Positions count code points, Yjs counts UTF-16 units: they agree only without astral characters, so such a file is refused. */
function keystrokesOf(recorded: unknown): Patch[][] {
  if (!isRecord(recorded) || !Array.isArray(recorded.txns)) throw new Error('The recorded session has no transactions')
  return recorded.txns.map((txn: unknown) => {
    if (!isRecord(txn) || !Array.isArray(txn.patches)) throw new Error('A transaction has no patches')
    return txn.patches.map(patch)
  })
}

function patch(value: unknown): Patch {
  if (!Array.isArray(value)) throw new Error('A patch is not a list')
  const [position, deleted, inserted] = value
  if (typeof position !== 'number' || typeof deleted !== 'number' || typeof inserted !== 'string') {
    throw new Error('A patch is not a position, a count and a text')
  }
  if (/[\ud800-\udfff]/.test(inserted)) throw new Error('The recorded session has astral characters')
  return [position, deleted, inserted]
}

import { setTimeout as after } from 'node:timers/promises'
import { Doc, decodeStateVector, encodeStateVectorFromUpdate, mergeUpdates, parseUpdateMeta } from 'yjs'
import type { Peer } from '../peers/peer.ts'
import { mark, scanMarks } from '../wire/mark.ts'

/** What is written and asked back around a kill. Writes of one kill are numbered from 0. */
export interface KillSubject {
  begin(url: string, kill: number): Promise<Life>
  /** The writes of that kill which the server, started again, gives to a client that has nothing. */
  kept(url: string, kill: number, promised: ReadonlySet<number>): Promise<Set<number>>
}

export interface Life {
  readonly shown: Set<number>
  readonly saved: Set<number>
  write(item: number, dueMs: number): void
  /** All connections have ended. */
  readonly ended: Promise<unknown>
}

export function chatSubject({ chat, name }: Peer): KillSubject {
  if (chat === undefined) throw new Error(`${name} has no chat`)
  return {
    async begin(url, kill) {
      const room = await chat.enter(url)
      const shown = new Set<number>()
      const saved = new Set<number>()
      const watcher = await room.follow((frame) =>
        scanMarks(frame, (phase, item) => {
          if (phase === kill) shown.add(item)
        }),
      )
      const speaker = await room.speak()
      return {
        shown,
        saved,
        write: (item, dueMs) => speaker.say(`Kill me ${mark(kill, item, dueMs)}`, () => saved.add(item)),
        ended: Promise.all([watcher.closed, speaker.closed]),
      }
    },
    async kept(url, kill) {
      const room = await chat.enter(url)
      const found = new Set<number>()
      scanMarks(Buffer.from(await room.history()), (phase, item) => {
        if (phase === kill) found.add(item)
      })
      return found
    },
  }
}

/** How long a server may take to hand out what it has: some answer an empty document first and the stored one a moment later. */
const KEPT_WAIT_MS = 1_000
const POLL_MS = 10

/** One character a write, so the writer's Yjs clock is the number of the write. */
export function notesSubject({ notes, name }: Peer): KillSubject {
  if (notes === undefined) throw new Error(`${name} has no notes`)
  const writers = new Map<number, number>()
  return {
    async begin(url, kill) {
      const room = await notes.enter(url)
      const doc = new Doc()
      writers.set(kill, doc.clientID)
      const shown = new Set<number>()
      const saved = new Set<number>()
      const watcher = await room.open({
        onUpdate(update) {
          const { from, to } = parseUpdateMeta(update)
          addRange(shown, from.get(doc.clientID) ?? 0, to.get(doc.clientID) ?? 0)
        },
      })
      const writer = await room.open({
        onUpdate: () => {},
        onSaved: (count) => addRange(saved, saved.size, count),
      })
      doc.on('update', (update: Uint8Array) => writer.push(update))
      return {
        shown,
        saved,
        write: () => doc.getText('scratch').insert(0, 'x'),
        ended: Promise.all([watcher.closed, writer.closed]),
      }
    },
    async kept(url, kill, promised) {
      const room = await notes.enter(url)
      const client = writers.get(kill) ?? 0
      const updates: Uint8Array[] = []
      const reader = await room.open({ onUpdate: (update) => updates.push(update) })
      let clock = 0
      for (let waitedMs = 0; waitedMs <= KEPT_WAIT_MS; waitedMs += POLL_MS) {
        // The state vector ends at the first gap: what cannot be shown for want of what came before is lost too.
        clock = decodeStateVector(encodeStateVectorFromUpdate(mergeUpdates(updates))).get(client) ?? 0
        if (clock >= promised.size) break
        await after(POLL_MS)
      }
      reader.close()
      const found = new Set<number>()
      addRange(found, 0, clock)
      return found
    },
  }
}

function addRange(set: Set<number>, from: number, to: number): void {
  for (let item = from; item < to; item += 1) set.add(item)
}

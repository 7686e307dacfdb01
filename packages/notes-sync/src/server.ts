import type { Committed, Tx } from '@convene/store'
import { closeCodes } from './close-codes.ts'
import { Compactor } from './compactor.ts'
import { Connection } from './connection.ts'
import type { NotesContext } from './context.ts'
import { readState } from './document-state.ts'
import { defaultLimits, type NotesLimits } from './limits.ts'
import type { Grant, NotesConnection, NotesDeps, NotesSocket } from './ports.ts'
import { Room } from './room.ts'
import { seedDocument } from './seed.ts'
import { Counters, type NotesStats } from './stats.ts'
import { notesLog } from './tables.ts'

export interface NotesServer {
  /** Serves an accepted socket; the caller has authenticated it and asked for its rights. */
  connect(grant: Grant, socket: NotesSocket): NotesConnection
  /** Rights may have changed: asks `accessOf` again for the connections that match, all of them without a filter. */
  recheck(filter?: { readonly docName?: string; readonly personId?: string }): void
  /** Creates a document with one empty paragraph in each of these XML fragments. @throws UniqueViolation when it exists */
  seed(tx: Tx, docName: string, fragments: readonly string[]): Promise<void>
  /** A document as one V1 update, and the log's seq it reaches; empty for one never written. */
  read(docName: string): Promise<{ readonly seq: number; readonly update: Uint8Array }>
  stats(): NotesStats
  /** Tells every client to come back, and resolves when all they sent before is durable. */
  close(): Promise<void>
}

const TICK_MS = 5_000
/** How much more log than usual a document with missing parts may gather before it is merged as it is. */
const FORCE_FACTOR = 8

/** Serves notes documents to stock `y-websocket` clients. Limits left out are `defaultLimits`. */
export function createNotesServer(deps: NotesDeps, limits: Partial<NotesLimits> = {}): NotesServer {
  const { store, clock, feed, log } = deps
  const counters = new Counters()
  const allLimits = { ...defaultLimits, ...limits }
  const forceBytes = allLimits.compactBytes * FORCE_FACTOR
  const compactor = new Compactor({ store, clock, log, counters, forceBytes })
  const context: NotesContext = { ...deps, limits: allLimits, counters, compactor }
  const rooms = new Map<string, Room>()
  const draining = new Set<Promise<void>>()
  let cancelTick: (() => void) | undefined
  let closed = false

  const receive = (entries: readonly Committed[]) => {
    for (const [name, group] of byLog(entries)) {
      const room = rooms.get(name)
      if (room === undefined) continue
      try {
        room.deliver(group)
      } catch (error) {
        room.fail(error, 'an entry of the notes log could not be delivered')
      }
    }
  }
  const unsubscribe = feed.subscribe(receive, (name) =>
    rooms.get(name)?.fail(new Error('compacted by another node first'), 'edits were compacted before they came here'),
  )

  const tick = () => {
    cancelTick = rooms.size === 0 ? undefined : clock.after(TICK_MS, tick)
    for (const room of rooms.values()) room.tick(clock.now())
  }

  const forget = (room: Room) => {
    rooms.delete(notesLog(room.docName))
    const drained: Promise<void> = room.drained().finally(() => draining.delete(drained))
    draining.add(drained)
    if (rooms.size > 0) return
    cancelTick?.()
    cancelTick = undefined
  }

  const roomOf = (docName: string) => {
    const name = notesLog(docName)
    const known = rooms.get(name)
    if (known !== undefined) return known
    const room = new Room(context, docName, forget)
    rooms.set(name, room)
    cancelTick ??= clock.after(TICK_MS, tick)
    return room
  }

  const everyone = () => [...rooms.values()].flatMap((room) => [...room.connections()])

  return {
    connect(grant, socket) {
      const room = roomOf(grant.docName)
      const connection = new Connection(context, room, grant, socket)
      room.join(connection)
      if (closed) connection.close(closeCodes.restarting, 'restarting')
      return connection
    },
    recheck({ docName, personId } = {}) {
      for (const room of rooms.values()) {
        if (docName !== undefined && room.docName !== docName) continue
        for (const connection of room.connections()) {
          if (personId === undefined || connection.person.id === personId) connection.recheck()
        }
      }
    },
    seed: seedDocument,
    async read(docName) {
      const { seq, update } = await readState(store, docName)
      return { seq, update }
    },
    stats: () => counters.read(rooms.size, everyone().length),
    async close() {
      closed = true
      for (const connection of everyone()) connection.close(closeCodes.restarting, 'restarting')
      await Promise.all(draining)
      await compactor.close()
      unsubscribe()
    },
  }
}

function byLog(entries: readonly Committed[]): Map<string, Committed[]> {
  return Map.groupBy(entries, ({ log }) => log)
}

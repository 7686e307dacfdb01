/** Counters since start, for metrics. What is dropped is counted, whatever the reason. */
export interface NotesStats {
  readonly rooms: number
  readonly connections: number
  readonly framesReceived: number
  readonly framesSent: number
  readonly updatesStored: number
  /** Edits that brought nothing new: acknowledged, not stored. */
  readonly updatesKnown: number
  readonly dropped: Readonly<Record<Drop, number>>
  /** Connections closed by the server, by code. */
  readonly closed: Readonly<Record<number, number>>
  readonly compactions: Readonly<Record<CompactionOutcome, number>>
}

export type Drop =
  /** Opcodes a client has no business with. */
  | 'unknownOpcode'
  /** Edits of connections that may only read. */
  | 'readOnlyEdit'
  /** Claims on the clocks of other people's clients (counted per update). */
  | 'forgedClaim'
  /** Awareness entries about clients that are not the connection's own. */
  | 'foreignAwareness'
  /** Awareness entries that are stale, too large, or not objects. */
  | 'badAwareness'
  /** Awareness frames not sent to sockets that are behind. */
  | 'laggedAwareness'
  /** Update frames not sent to sockets that are behind; a resync follows, or the connection is closed. */
  | 'laggedUpdate'

/** `conflict`: another node compacted first. `pending`: parts of the document have not arrived yet. */
export type CompactionOutcome = 'done' | 'conflict' | 'pending' | 'failed'

/** The one mutable home of the counters of a server. */
export class Counters {
  framesReceived = 0
  framesSent = 0
  updatesStored = 0
  updatesKnown = 0
  readonly dropped: Record<Drop, number> = {
    unknownOpcode: 0,
    readOnlyEdit: 0,
    forgedClaim: 0,
    foreignAwareness: 0,
    badAwareness: 0,
    laggedAwareness: 0,
    laggedUpdate: 0,
  }
  readonly closed: Record<number, number> = {}
  readonly compactions: Record<CompactionOutcome, number> = { done: 0, conflict: 0, pending: 0, failed: 0 }

  drop(what: Drop): void {
    this.dropped[what] += 1
  }

  read(rooms: number, connections: number): NotesStats {
    const { framesReceived, framesSent, updatesStored, updatesKnown } = this
    const dropped = { ...this.dropped }
    const compactions = { ...this.compactions }
    const closed = { ...this.closed }
    return { rooms, connections, framesReceived, framesSent, updatesStored, updatesKnown, dropped, closed, compactions }
  }
}

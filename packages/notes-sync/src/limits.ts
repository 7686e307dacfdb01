/** What one connection, and one document, may ask of the server. Sizes are bytes, times milliseconds. */
export interface NotesLimits {
  /** Largest frame accepted; also bounds what a connection may have waiting to be stored. */
  readonly frameBytes: number
  /** Largest document: its snapshot and the updates since. Beyond it edits close with `tooLarge`. */
  readonly documentBytes: number
  /** Frames a second a connection may send for long, and how many at once. A replay or a paste is a burst. */
  readonly framesPerSecond: number
  readonly framesBurst: number
  /** Bytes a second a connection may send for long, and how many at once. */
  readonly bytesPerSecond: number
  readonly bytesBurst: number
  /** Bytes that may wait unsaved for one connection before it is told to come back. */
  readonly unsavedBytes: number
  /** Above this, a socket gets no awareness, and after the next edit no edits until it has read. */
  readonly bufferedBytes: number
  /** How long a socket may stay above `bufferedBytes` before it is closed. */
  readonly lagMs: number
  /** Largest awareness state of one client, as JSON. */
  readonly awarenessBytes: number
  /** A document is compacted when either has gathered since the last time. */
  readonly compactUpdates: number
  readonly compactBytes: number
  /** A document with at least `idleUpdates` since its snapshot is compacted after `idleMs` of silence, or when left. */
  readonly idleUpdates: number
  readonly idleMs: number
  /** Rights are asked for again this often. */
  readonly recheckMs: number
}

export const defaultLimits: NotesLimits = {
  frameBytes: 4 * 1024 * 1024,
  documentBytes: 32 * 1024 * 1024,
  framesPerSecond: 1_000,
  framesBurst: 20_000,
  bytesPerSecond: 1024 * 1024,
  bytesBurst: 32 * 1024 * 1024,
  unsavedBytes: 16 * 1024 * 1024,
  bufferedBytes: 1024 * 1024,
  lagMs: 30_000,
  awarenessBytes: 16 * 1024,
  compactUpdates: 200,
  compactBytes: 256 * 1024,
  idleUpdates: 20,
  idleMs: 30_000,
  recheckMs: 60_000,
}

/**
 * Close codes of a notes connection. The stock `y-websocket` provider (3.1) stops reconnecting on 4400-4499 and tries
 * again on every other code, so 44xx means "doing the same again cannot help" and 45xx "come back, nothing is lost".
 * Whoever accepts the WebSocket (the transport) owns `unauthenticated`, `forbidden` and `notFound`: it accepts, then
 * closes, because a refused HTTP upgrade looks like 1006 to the provider and is retried for ever.
 */
export const closeCodes = {
  /** A frame that no client of the protocol sends: cut short, not binary, or structurally wrong. */
  malformed: 4400,
  /** No valid session. */
  unauthenticated: 4401,
  /** Signed in, but may not open this document (any more). */
  forbidden: 4403,
  /** No such document, or one this person may not know of. */
  notFound: 4404,
  /** The frame, or the document it would make, is over the limit. */
  tooLarge: 4413,
  /** The server is going away; another one, or the same, will answer soon. RFC 6455 registry: service restart. */
  restarting: 1012,
  /** The store did not take an edit. The client keeps it and offers it again when it reconnects. */
  unavailable: 4503,
  /** The client did not read what it was sent for too long. */
  lagging: 4508,
  /** The server wants a fresh sync, for example after reading became writing. */
  resync: 4509,
  /** More frames or bytes a second than the limits allow. */
  flood: 4529,
} as const

export type CloseCode = (typeof closeCodes)[keyof typeof closeCodes]

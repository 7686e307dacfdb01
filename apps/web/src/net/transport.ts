import type { WireError } from '@convene/protocol'

/** What happens on a connection, told to the one client that owns it. */
export interface TransportEvents {
  connected(): void
  /** It was open, and is no more. */
  disconnected(): void
  /** An attempt to connect failed; with an error when the server itself said no. */
  refused(error?: WireError): void
  /** A message of the server, unparsed. */
  message(name: string, payload: unknown): void
}

/**
 * One connection to the server. It never reconnects by itself: the client decides when, so that a herd of pages spreads
 * out after a restart.
 */
export interface Transport {
  listen(events: TransportEvents): void
  connect(): void
  disconnect(): void
  /**
   * Sends and resolves with the unparsed answer. Rejects with an `AppError` of kind `unavailable`: `net.timeout`, or
   * `net.disconnected` when the connection went before the answer came (it may have been done all the same).
   */
  request(name: string, args: readonly unknown[], timeoutMs: number): Promise<unknown>
  /** Sends without an answer; lost when there is no connection. */
  send(name: string, payload: unknown): void
}

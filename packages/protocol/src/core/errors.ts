import { z } from 'zod'

/** Every way a request can fail; each maps once to an HTTP status, a socket ack and a close code. */
export const errorKinds = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'rate-limited',
  'unavailable',
  'internal',
] as const
export type ErrorKind = (typeof errorKinds)[number]

export const httpStatus: Record<ErrorKind, number> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'rate-limited': 429,
  unavailable: 503,
  internal: 500,
}

export const wireError = z.object({
  kind: z.enum(errorKinds),
  /** Stable code such as `chat.text-too-long`; the page turns it into a sentence in the reader's language. */
  reason: z.string(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type WireError = z.infer<typeof wireError>

/** The one error that crosses a boundary; anything else becomes `internal` without details. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly kind: ErrorKind
  readonly reason: string
  readonly details: Record<string, unknown> | undefined
  constructor(kind: ErrorKind, reason: string, details?: Record<string, unknown>) {
    super(`${kind}: ${reason}`)
    this.kind = kind
    this.reason = reason
    this.details = details
  }
  toWire(): WireError {
    return { kind: this.kind, reason: this.reason, ...(this.details && { details: this.details }) }
  }
}

/** What someone who may not read a thing is told, exactly as if it did not exist. */
export const notFound = (what: string): AppError => new AppError('not-found', `${what}.not-found`)

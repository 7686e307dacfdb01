import { AppError, type WireError } from '@convene/protocol'
import type { Logger } from 'pino'

/** Any failure as it may leave the server: what is not an `AppError` is logged and becomes `internal`. */
export function toWire(error: unknown, log: Logger): WireError {
  if (error instanceof AppError) return error.toWire()
  log.error({ err: error }, 'a call failed unexpectedly')
  return { kind: 'internal', reason: 'server.internal' }
}

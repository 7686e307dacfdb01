/** How long a handler may keep everyone behind it waiting. Handlers take microseconds, so this one awaits something else. */
export const HANDLER_LIMIT_MS = 10_000

export function hungError(what: string): Error {
  return new Error(`${what} took longer than ${HANDLER_LIMIT_MS} ms: inside it only the store may be awaited`)
}

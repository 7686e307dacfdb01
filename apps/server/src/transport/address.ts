import type { IncomingMessage } from 'node:http'

/** The caller's address; behind a trusted proxy, the last hop it names. */
export function addressOf(request: IncomingMessage, trustProxy: boolean): string {
  const forwarded = trustProxy ? request.headers['x-forwarded-for'] : undefined
  const last = (Array.isArray(forwarded) ? forwarded.at(-1) : forwarded)?.split(',').at(-1)?.trim()
  return last || request.socket.remoteAddress || ''
}

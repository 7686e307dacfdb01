import type { IncomingMessage, ServerResponse } from 'node:http'
import { toNodeHandler } from 'better-auth/node'
import type { Auth } from './create-auth.ts'

/**
 * better-auth's own addresses that are open: a page asks for its session when it loads, which also renews the cookie.
 * All else goes through our commands, where limits and one form of errors are.
 */
const OPEN = new Set(['GET /api/auth/get-session'])

/** Serves `/api/auth/…`; `seen` is told of each page that loads. */
export function authHandler(
  auth: Auth,
  seen: (page: { cookie: string | undefined; agent: string }) => Promise<void>,
): (request: IncomingMessage, response: ServerResponse) => void {
  const serve = toNodeHandler(auth)
  const open = async (request: IncomingMessage, response: ServerResponse) => {
    await seen({ cookie: request.headers.cookie, agent: request.headers['user-agent'] ?? '' })
    await serve(request, response)
  }
  return (request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    if (OPEN.has(`${request.method} ${path}`)) {
      open(request, response).catch((error: unknown) => void response.destroy(asError(error)))
      return
    }
    const body = JSON.stringify({ error: { kind: 'not-found', reason: 'api.not-found' } })
    response.writeHead(404, { 'content-type': 'application/json' }).end(body)
  }
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)))

import type { RequestListener } from 'node:http'
import { AppError, httpStatus } from '@convene/protocol'

const RETRY_IN_MS = 1000

/** Answers until the server is ready: it is alive, and asks everyone to come back in a moment. Pages do so by themselves. */
export const whileStarting: RequestListener = (request, response) => {
  if (request.url === '/healthz') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}')
    return
  }
  const page = request.method === 'GET' && request.headers.accept?.includes('text/html')
  const headers = { 'Retry-After': String(RETRY_IN_MS / 1000), 'Cache-Control': 'no-store' }
  const { kind, ...rest } = new AppError('unavailable', 'server.starting', { retryInMs: RETRY_IN_MS }).toWire()
  response
    .writeHead(httpStatus[kind], { ...headers, 'Content-Type': page ? 'text/html; charset=utf-8' : 'application/json' })
    .end(page ? STARTING_PAGE : JSON.stringify({ error: { kind, ...rest } }))
}

const STARTING_PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Convene</title>
<meta http-equiv="refresh" content="${RETRY_IN_MS / 1000}"><p>Convene is starting. One moment.</p><p lang="fr">Convene démarre. Un instant.</p></html>
`

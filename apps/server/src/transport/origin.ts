import type { IncomingMessage } from 'node:http'

/**
 * Guards what a cookie would authorize against pages of other origins (CSRF, cross-site WebSocket hijacking). Callers
 * without a cookie bring their own proof, and callers without an Origin are not pages.
 */
export function originAllowed(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, cookie, host } = request.headers
  if (!origin || !cookie) return true
  if (origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

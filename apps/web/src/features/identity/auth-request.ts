import { AppError, wireError } from '@convene/protocol'
import { z } from 'zod'

const ours = z.object({ error: wireError })

/** Where the page reaches the sign-in library of the server. */
export type AuthPath =
  | 'sign-in/email'
  | 'sign-in/magic-link'
  | 'sign-in/email-otp'
  | 'magic-link/verify'
  | 'sign-out'
  | 'change-password'
  | 'set-password'

/**
 * Asks the sign-in library; a good answer leaves a session cookie, which no script can read.
 * @throws AppError: `identity.wrong-password`, `identity.wrong-code`, `identity.link-used`, `rate-limited`, `unavailable`
 */
export async function authRequest(path: AuthPath, body: Record<string, unknown>): Promise<void> {
  const response = await send(path, body).catch(() => {
    throw new AppError('unavailable', 'net.disconnected')
  })
  if (response.ok) return
  const answer: unknown = await response.json().catch(() => undefined)
  const { data } = ours.safeParse(answer)
  if (data) throw new AppError(data.error.kind, data.error.reason, data.error.details)
  if (response.status === 429) throw new AppError('rate-limited', 'identity.too-many-tries')
  if (response.status >= 500) throw new AppError('unavailable', 'net.disconnected')
  throw new AppError('invalid', REFUSED[path] ?? 'identity.refused')
}

const REFUSED: Partial<Record<AuthPath, string>> = {
  'sign-in/email': 'identity.wrong-password',
  'sign-in/email-otp': 'identity.wrong-code',
  'magic-link/verify': 'identity.link-used',
}

function send(path: AuthPath, body: Record<string, unknown>): Promise<Response> {
  if (path === 'magic-link/verify') {
    const query = new URLSearchParams({ token: String(body.token) })
    return fetch(`/api/auth/${path}?${query}`, { credentials: 'same-origin' })
  }
  return fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    credentials: 'same-origin',
  })
}

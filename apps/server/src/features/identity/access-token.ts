import { createHmac } from 'node:crypto'
import type { identity } from '@convene/protocol'
import type { AccessTokenRow } from './tables.ts'

/** Tells access tokens from session tokens, and lets secret scanners find one that was published by mistake. */
export const TOKEN_PREFIX = 'cvn_'

/** The secret of a token, made from its id and the installation's secret, so that it is never stored. */
export const secretOf = (installationSecret: string, tokenId: string): string =>
  TOKEN_PREFIX + createHmac('sha256', installationSecret).update(`access-token ${tokenId}`).digest('base64url')

export const shownToken = ({ id, name, createdAt, expiresAt }: AccessTokenRow): identity.AccessToken => ({
  id,
  name,
  createdAt,
  expiresAt,
})

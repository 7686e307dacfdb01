import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * What opens invitations. Every secret is derived from the installation's secret and a random nonce kept with the
 * invitation, so the store never holds one (neither in rows nor in kept results), and a repeated call can show the same
 * one again. Whoever has only the store, or only the installation's secret, can make none.
 */
export interface InvitationSecrets {
  /** A link's token: URL-safe, 256 bits, and it names its invitation. */
  token(invitation: Sealed): string
  /** The invitation a token claims to be of; hold it against `token` with `same`. */
  invitationIdOf(token: string): string
  /** Eight signs of Crockford's base 32 in two groups, such as `7KQM-3XBP`: 40 bits. */
  code(invitation: Sealed): string
  /** Six digits. */
  pin(invitation: Sealed): string
  /** What a paper code is found by: as typed, with any letter case and spacing, and O, I and L read as 0 and 1. */
  codeHash(code: string): string
  /** Compares in a time that tells nothing of where they differ. */
  same(one: string, other: string): boolean
}

interface Sealed {
  readonly id: string
  readonly nonce: string
}

export function invitationSecrets(secret: string): InvitationSecrets {
  const seal = (purpose: string, value: string) =>
    createHmac('sha256', secret).update(`communities.invitation.${purpose}\n${value}`).digest()
  const derive = (purpose: string, { id, nonce }: Sealed) => seal(purpose, `${id}\n${nonce}`)
  return {
    token: (invitation) => `${invitation.id}.${derive('token', invitation).toString('base64url')}`,
    invitationIdOf: (token) => token.slice(0, Math.max(0, token.lastIndexOf('.'))),
    code(invitation) {
      const bytes = derive('code', invitation)
      const signs = Array.from({ length: CODE_SIGNS }, (_, at) =>
        ALPHABET.charAt(bytes.readUInt8(at) % ALPHABET.length),
      )
      return `${signs.slice(0, CODE_SIGNS / 2).join('')}-${signs.slice(CODE_SIGNS / 2).join('')}`
    },
    pin: (invitation) =>
      String(derive('pin', invitation).readUIntBE(0, 6) % 10 ** PIN_DIGITS).padStart(PIN_DIGITS, '0'),
    codeHash: (code) => seal('lookup', plainCode(code)).toString('hex'),
    same: (one, other) => timingSafeEqual(seal('compare', one), seal('compare', other)),
  }
}

const CODE_SIGNS = 8
const PIN_DIGITS = 6
/** https://www.crockford.com/base32.html: no I, L, O or U. Its 32 signs divide 256, so each is as likely as the others. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const plainCode = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

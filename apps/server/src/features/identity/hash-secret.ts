import { createHash } from 'node:crypto'

/** Hash of a secret with enough entropy of its own (a token, never a password): SHA-256, hexadecimal. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex')

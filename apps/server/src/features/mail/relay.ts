import { createTransport } from 'nodemailer'
import type { OutboxRow } from './tables.ts'

/** Hands mail to the outside. */
export interface Relay {
  /** Resolves when the relay has taken the mail. @throws RelayError */
  send(mail: OutboxRow): Promise<void>
  close(): void
}

export class RelayError extends Error {
  override readonly name = 'RelayError'
  /** The relay will never take this mail (RFC 5321, 5yz replies). */
  readonly permanent: boolean
  constructor(message: string, permanent: boolean, cause: unknown) {
    super(message, { cause })
    this.permanent = permanent
  }
}

/** `url` is `smtp://` or `smtps://`, with user and password if the relay wants them. */
export function smtpRelay({ url, from }: { readonly url: string; readonly from: string }): Relay {
  const transport = createTransport({
    url,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  })
  const domain = from.replace(/^.*@|>.*$/g, '')
  return {
    async send({ id, to, subject, text, html }) {
      try {
        // The same id in every try: a reader's program shows a mail that was sent twice once.
        await transport.sendMail({ messageId: `<${id}@${domain}>`, from, to, subject, text, ...(html && { html }) })
      } catch (error) {
        throw new RelayError(error instanceof Error ? error.message : String(error), isPermanent(error), error)
      }
    },
    close: () => transport.close(),
  }
}

const CONNECT_MS = 10_000
const SILENCE_MS = 15_000

function isPermanent(error: unknown): boolean {
  if (typeof error !== 'object' || error === null || !('responseCode' in error)) return false
  return typeof error.responseCode === 'number' && error.responseCode >= 500
}

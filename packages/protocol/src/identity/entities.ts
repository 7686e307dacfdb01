import { z } from 'zod'
import { id, instant, line, text } from '../core/ids.ts'

/** A person as others see them; contact details only as the person chooses. */
export const person = z.object({
  id,
  name: line(120),
  handle: z.string().optional(),
  discipline: text(120),
  languages: z.array(z.string().max(20)).max(12),
  place: text(120),
  askAbout: text(500),
  introduction: text(4000),
  /** Shown to others only with `showContact`. */
  contact: text(300),
  showContact: z.boolean(),
})
export type Person = z.infer<typeof person>

/** A sign-in on one device. */
export const session = z.object({
  id,
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  device: z.string(),
  current: z.boolean(),
})

/** A personal access token, for scripts; its secret is shown once. */
export const accessToken = z.object({
  id,
  name: line(80),
  createdAt: instant,
  expiresAt: instant,
})
export type AccessToken = z.infer<typeof accessToken>

/** With its last use, to the hour; kept out of the stream, which holds what people did. */
export const usedToken = accessToken.extend({ lastUsedAt: instant.optional() })

/** Counted in UTF-16 units. Long enough to resist guessing, as NIST SP 800-63B asks; any character is fine. */
export const PASSWORD_MIN_CHARS = 10
export const PASSWORD_MAX_CHARS = 128
export const password = z.string().min(PASSWORD_MIN_CHARS).max(PASSWORD_MAX_CHARS)

export const settings = z.object({
  language: z.enum(['en', 'fr']).optional(),
  theme: z.enum(['light', 'dark', 'auto']),
})
export type Settings = z.infer<typeof settings>

/** Everything the page knows of its own person. */
export const me = person.extend({ email: z.string(), settings, administrator: z.boolean() })
export type Me = z.infer<typeof me>

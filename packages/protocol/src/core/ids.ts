import { z } from 'zod'

/** Identifiers made by the server: URL-safe, so they travel in addresses, streams and document names unescaped. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)

/** Milliseconds since the epoch, by the server's clock. */
export const instant = z.number().int().nonnegative()

/** Position of an event in its stream: 1, 2, 3 … */
export const seq = z.number().int().positive()

/** Trimmed text of at least one character; `max` counts UTF-16 units. */
export const line = (max: number) => z.string().trim().min(1).max(max)

/** Text that may be empty. */
export const text = (max: number) => z.string().max(max)

/** One string per language of the page; English is always there. */
export const localized = z.object({ en: line(300), fr: line(300).optional() })
export type Localized = z.infer<typeof localized>

import { z } from 'zod'
import { timeZone } from '../communities/entities.ts'
import { id, instant, line, localized, text } from '../core/ids.ts'

/** One agenda item's part of the notes: the fragment `sec:<id>` of the meeting's document. */
export const section = z.object({ id, title: localized, functionId: id.optional() })
export type Section = z.infer<typeof section>

export const notes = z.object({
  /** Room name on the notes wire: `[A-Za-z0-9_-]+`, with the document's epoch. */
  docName: z.string().regex(/^[A-Za-z0-9_-]{1,100}$/),
  sections: z.array(section),
})

export const meeting = z.object({
  id,
  communityId: id,
  title: line(160),
  kind: z.enum(['meeting', 'learning']),
  seasonId: id.optional(),
  startsAt: instant,
  endsAt: instant,
  timeZone,
  place: text(300),
  callLink: z.union([z.literal(''), z.url({ protocol: /^https?$/ })]),
  minutes: z.enum(['draft', 'circulated', 'approved', 'published']),
  channelId: id,
  notes,
})
export type Meeting = z.infer<typeof meeting>

/** What the community's stream tells of each meeting. */
export const meetingSummary = meeting.pick({
  id: true,
  title: true,
  kind: true,
  seasonId: true,
  startsAt: true,
  endsAt: true,
  timeZone: true,
  minutes: true,
  channelId: true,
})
export type MeetingSummary = z.infer<typeof meetingSummary>

import { roles, stages } from '@convene/domain'
import { z } from 'zod'
import { id, instant, line, localized, text } from '../core/ids.ts'

/** Part of every address of a community. */
export const handle = z.string().regex(/^[a-z][a-z0-9-]{1,38}[a-z0-9]$/)

export const communityFunction = z.object({ id, name: localized, description: text(2000).optional() })
export type CommunityFunction = z.infer<typeof communityFunction>

export const season = z.object({ id, name: localized, month: z.number().int().min(1).max(12) })
export const organizationKind = z.object({ id, name: localized })

/** IANA zone, such as `America/Toronto`. */
export const timeZone = z.string().refine(isTimeZone, { message: 'unknown time zone' })

export const community = z.object({
  id,
  handle,
  name: line(120),
  purpose: text(4000),
  principles: z.array(line(1000)).max(50),
  languages: z.array(z.enum(['en', 'fr'])).min(1),
  timeZone,
  visibility: z.enum(['public', 'listed', 'hidden']),
  joinPolicy: z.enum(['open', 'request', 'invite']),
  functions: uniqueIds(z.array(communityFunction).max(40)),
  seasons: uniqueIds(z.array(season).max(12)),
  organizationKinds: uniqueIds(z.array(organizationKind).max(40)),
  createdAt: instant,
})
export type Community = z.infer<typeof community>

export const organization = z.object({
  id,
  name: line(160),
  kindId: id,
  area: text(160).optional(),
  /** A partner belongs to its network. */
  partOf: id.optional(),
})
export type Organization = z.infer<typeof organization>

export const role = z.enum(roles)
export const stage = z.enum(stages)

/** A membership with what the community shows of the person. */
export const member = z.object({
  personId: id,
  name: line(120),
  role: role.exclude(['guest']),
  stage,
  title: text(120).optional(),
  worksFor: id.optional(),
  represents: id.optional(),
  joinedAt: instant,
  joinedHow: z.enum(['founder', 'open', 'request', 'link', 'mail', 'paper', 'import', 'added']),
})
export type Member = z.infer<typeof member>

export const invitation = z.object({
  id,
  kind: z.enum(['link', 'mail', 'paper']),
  role: z.enum(['member', 'observer', 'facilitator']),
  email: z.email().optional(),
  /** How many may still join with it. */
  usesLeft: z.number().int().nonnegative(),
  /** A paper code after too many wrong PINs: nobody gets in with it any more. */
  blocked: z.boolean(),
  createdBy: id,
  createdAt: instant,
  expiresAt: instant,
})
export type Invitation = z.infer<typeof invitation>

export const joinRequest = z.object({ personId: id, name: line(120), note: text(1000), askedAt: instant })
export type JoinRequest = z.infer<typeof joinRequest>

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

function uniqueIds<T extends z.ZodType<readonly { id: string }[]>>(list: T): T {
  return list.refine((all) => new Set(all.map((one) => one.id)).size === all.length, { message: 'ids must differ' })
}

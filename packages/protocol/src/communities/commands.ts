import { z } from 'zod'
import { contract } from '../core/contract.ts'
import { id, instant, line, text } from '../core/ids.ts'
import { community, handle, member, organization, role } from './entities.ts'
import { myCommunity } from './reduce.ts'

const done = z.object({})

export const mine = contract('communities.mine', 'Communities you belong to', {
  input: z.object({}),
  output: z.object({ communities: z.array(myCommunity) }),
})

export const discover = contract('communities.discover', 'Communities anyone may find', {
  input: z.object({}),
  output: z.object({
    communities: z.array(
      myCommunity.extend({ purpose: z.string(), joinPolicy: community.shape.joinPolicy, members: z.number().int() }),
    ),
  }),
})

/** Resolves the handle in an address. Not found when the caller may not read the community and may not find it either. */
export const resolve = contract('communities.resolve', 'A community by its handle', {
  input: z.object({ handle }),
  output: z.object({
    community: myCommunity.extend({ purpose: z.string(), joinPolicy: community.shape.joinPolicy }),
    standing: z.object({ role, stage: member.shape.stage }).nullable(),
  }),
})

export const create = contract('communities.create', 'Start a community', {
  input: z.object({
    handle,
    name: line(120),
    purpose: text(4000).default(''),
    timeZone: community.shape.timeZone,
    languages: community.shape.languages.default(['en']),
    visibility: community.shape.visibility.default('listed'),
    joinPolicy: community.shape.joinPolicy.default('invite'),
    functions: community.shape.functions.optional(),
    organizationKinds: community.shape.organizationKinds.optional(),
    principles: community.shape.principles.default([]),
  }),
  output: z.object({ communityId: id }),
})

export const change = contract('communities.change', 'Change what a community says of itself and its rules', {
  input: community
    .pick({
      name: true,
      purpose: true,
      principles: true,
      languages: true,
      timeZone: true,
      visibility: true,
      joinPolicy: true,
      functions: true,
      seasons: true,
      organizationKinds: true,
    })
    .partial()
    .extend({ communityId: id }),
  output: done,
})

export const addOrganization = contract('communities.addOrganization', 'Add an organization', {
  input: organization.omit({ id: true }).extend({ communityId: id }),
  output: z.object({ organizationId: id }),
})
export const changeOrganization = contract('communities.changeOrganization', 'Change an organization', {
  input: organization.extend({ communityId: id }),
  output: done,
})
export const removeOrganization = contract(
  'communities.removeOrganization',
  'Remove an organization nobody belongs to',
  {
    input: z.object({ communityId: id, organizationId: id }),
    output: done,
  },
)

export const join = contract('communities.join', 'Join an open community, or ask to join one that decides', {
  input: z.object({ communityId: id, note: text(1000).default('') }),
  output: z.object({ outcome: z.enum(['joined', 'asked']) }),
})
export const decideJoin = contract('communities.decideJoin', 'Let someone in who asked, or not', {
  input: z.object({ communityId: id, personId: id, accept: z.boolean() }),
  output: done,
})
export const leave = contract('communities.leave', 'Leave a community', {
  input: z.object({ communityId: id }),
  output: done,
})
export const addMember = contract('communities.addMember', 'Make a person a member at once', {
  input: z.object({
    communityId: id,
    personId: id,
    role: member.shape.role.default('member'),
    title: member.shape.title,
    worksFor: id.optional(),
    represents: id.optional(),
  }),
  output: done,
})
export const changeMember = contract('communities.changeMember', 'Change a member’s role, title or organizations', {
  input: z.object({
    communityId: id,
    personId: id,
    role: member.shape.role.optional(),
    title: member.shape.title,
    worksFor: id.nullable().optional(),
    represents: id.nullable().optional(),
  }),
  output: done,
})
export const removeMember = contract('communities.removeMember', 'End a membership', {
  input: z.object({ communityId: id, personId: id }),
  output: done,
})

/** `secret` is shown once: a link's token, or a paper code (`code`) with its `pin`. Only a hash is kept. */
export const invite = contract('communities.invite', 'Invite by link, by mail, or by a paper code with a PIN', {
  input: z.object({
    communityId: id,
    kind: z.enum(['link', 'mail', 'paper']),
    role: z.enum(['member', 'observer', 'facilitator']).default('member'),
    email: z.email().optional(),
    uses: z.number().int().min(1).max(500).default(1),
    days: z.number().int().min(1).max(90).default(14),
  }),
  output: z.object({
    invitationId: id,
    link: z.string().optional(),
    code: z.string().optional(),
    pin: z.string().optional(),
  }),
})
export const revokeInvitation = contract('communities.revokeInvitation', 'Take an invitation back', {
  input: z.object({ communityId: id, invitationId: id }),
  output: done,
})
export const previewInvitation = contract(
  'communities.previewInvitation',
  'What an invitation opens, before accepting',
  {
    input: z.object({ token: line(200) }),
    output: z.object({ communityName: z.string(), role: z.string(), expiresAt: instant }),
    who: 'public',
  },
)
export const acceptInvitation = contract(
  'communities.acceptInvitation',
  'Join with a link’s token, or a paper code and PIN',
  {
    input: z.union([z.object({ token: line(200) }), z.object({ code: line(40), pin: line(20) })]),
    output: z.object({ communityId: id, handle: z.string() }),
  },
)

/** A line of an import: what would happen, or did, or why not. */
export const importLine = z.object({
  line: z.number().int().positive(),
  outcome: z.enum(['added', 'changed', 'unchanged', 'refused']),
  what: z.string(),
  /** Reason code and its details when refused. */
  reason: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type ImportLine = z.infer<typeof importLine>

/**
 * All or nothing: with a refused line nothing is applied. The first line names the columns, in English or French, in any
 * order: `email, name, role, title, works for, represents` for members (known by their address; others are invited by
 * mail), `name, kind, area, part of` for organizations (known by their name). An empty cell changes nothing, so the same
 * file twice changes nothing more.
 */
export const importCsv = contract('communities.importCsv', 'Members or organizations from a CSV file', {
  input: z.object({
    communityId: id,
    what: z.enum(['members', 'organizations']),
    csv: z.string().max(300_000),
    dryRun: z.boolean(),
  }),
  output: z.object({ lines: z.array(importLine), applied: z.boolean() }),
})

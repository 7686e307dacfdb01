/** Given by a facilitator or owner; `guest` is anyone present without a membership. */
export const roles = ['owner', 'facilitator', 'member', 'observer', 'guest'] as const
export type Role = (typeof roles)[number]

/** Earned by taking part, never taken away by silence. */
export const stages = ['newcomer', 'participant', 'regular', 'steward'] as const
export type Stage = (typeof stages)[number]

/** Who someone is in a community. */
export interface Standing {
  readonly role: Role
  readonly stage: Stage
}

export const rights = [
  'read',
  'post',
  'editNotes',
  'createChannel',
  'invite',
  'schedule',
  'moderate',
  'manage',
] as const
export type Right = (typeof rights)[number]

/** May someone of this standing do this in a community they can read? Pure: the server enforces it, the page hides by it. */
export function may(standing: Standing, right: Right): boolean {
  const { role } = standing
  switch (right) {
    case 'read':
      return true
    case 'post':
      return role !== 'observer'
    case 'editNotes':
    case 'createChannel':
      return role === 'member' || leads(role)
    case 'invite':
      return isRegular(standing)
    case 'schedule':
    case 'moderate':
      return leads(role)
    case 'manage':
      return role === 'owner'
  }
}

/** Facilitators and owners. */
export const leads = (role: Role): boolean => role === 'facilitator' || role === 'owner'

/** `regular+`: a member whose stage is regular or steward, or a facilitator or owner. */
export function isRegular({ role, stage }: Standing): boolean {
  return leads(role) || (role === 'member' && (stage === 'regular' || stage === 'steward'))
}

export type Visibility = 'public' | 'listed' | 'hidden'
export type JoinPolicy = 'open' | 'request' | 'invite'

/**
 * The standing of someone in a community, or null when they may not read it at all: members have their own; anyone is a
 * guest of an open community that is not hidden.
 */
export function standingIn(
  community: { readonly joinPolicy: JoinPolicy; readonly visibility: Visibility },
  membership: Standing | undefined,
): Standing | null {
  if (membership) return { role: membership.role, stage: membership.stage }
  if (community.joinPolicy === 'open' && community.visibility !== 'hidden') return { role: 'guest', stage: 'newcomer' }
  return null
}

/** Roles that someone of this role may give or take: nobody raises another to their own height but the owner. */
export function mayGive(giver: Role, role: Role): boolean {
  if (role === 'guest') return false
  if (giver === 'owner') return true
  return giver === 'facilitator' && (role === 'member' || role === 'observer')
}

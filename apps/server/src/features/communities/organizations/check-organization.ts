import { AppError, type communities } from '@convene/protocol'

type Draft = Omit<communities.Organization, 'id'> & { readonly id?: string }

/** Organizations of one community: enough for any, and few enough to list. */
export const ORGANIZATIONS_MAX = 2000

/**
 * Holds an organization against its community: a known kind, a name of its own, and a place below (`partOf`) that does
 * not lead back to itself. @throws AppError invalid, conflict, too-large
 */
export function checkOrganization(
  community: Pick<communities.Community, 'organizationKinds'>,
  all: readonly communities.Organization[],
  draft: Draft,
): void {
  if (!community.organizationKinds.some((kind) => kind.id === draft.kindId))
    throw new AppError('invalid', 'communities.no-such-kind', { kindId: draft.kindId })
  const others = all.filter((one) => one.id !== draft.id)
  if (others.length >= ORGANIZATIONS_MAX)
    throw new AppError('too-large', 'communities.too-many-organizations', { max: ORGANIZATIONS_MAX })
  const name = plainName(draft.name)
  if (others.some((one) => plainName(one.name) === name))
    throw new AppError('conflict', 'communities.organization-name-taken', { name: draft.name })
  const fault = placeFault(new Map(others.map((one) => [one.id, one])), draft)
  if (fault) throw new AppError('invalid', fault.reason, { organizationId: fault.organizationId })
}

/** What is wrong with where an organization belongs, among the others by id. */
export function placeFault(
  byId: ReadonlyMap<string, Pick<communities.Organization, 'partOf'>>,
  { id, partOf }: Pick<Draft, 'id' | 'partOf'>,
): { reason: string; organizationId: string } | undefined {
  const passed = new Set(id === undefined ? [] : [id])
  for (let next = partOf; next !== undefined; next = byId.get(next)?.partOf) {
    if (passed.has(next)) return { reason: 'communities.part-of-itself', organizationId: next }
    if (!byId.has(next)) return { reason: 'communities.no-such-organization', organizationId: next }
    passed.add(next)
  }
  return undefined
}

/** Names are the same when they read the same: letter case, width and spaces do not count. */
export const plainName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

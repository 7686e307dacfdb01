import type { communities } from '@convene/protocol'

export interface MemberGroup {
  /** Absent for people who speak for none. */
  readonly organization: communities.Organization | undefined
  readonly people: readonly communities.Member[]
}

/**
 * Members under the organization they represent, or work for; organizations by name, people without one last. Every word
 * must be found in the name, the title or the organization's name, at the start of a word, whatever the accents.
 */
export function groupMembers(
  members: readonly communities.Member[],
  organizations: readonly communities.Organization[],
  words: string,
): MemberGroup[] {
  const byId = new Map(organizations.map((one) => [one.id, one]))
  const wanted = plain(words).split(/\s+/).filter(Boolean)
  const groups = new Map<string, communities.Member[]>()
  for (const member of members) {
    const of = byId.get(member.represents ?? '') ?? byId.get(member.worksFor ?? '')
    const text = ` ${plain([member.name, member.title, of?.name].filter(Boolean).join(' '))}`
    if (!wanted.every((word) => text.includes(` ${word}`))) continue
    groups.set(of?.id ?? '', [...(groups.get(of?.id ?? '') ?? []), member])
  }
  return [...groups]
    .map(([id, people]) => ({
      organization: byId.get(id),
      people: people.sort((a, b) => a.name.localeCompare(b.name)),
    }))
    .sort((a, b) =>
      a.organization && b.organization
        ? a.organization.name.localeCompare(b.organization.name)
        : Number(!a.organization) - Number(!b.organization),
    )
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{Script=Latin}\p{M}+/gu, (letters) => letters.charAt(0))
    .toLocaleLowerCase()
    .replace(/[’'-]/g, ' ')

import { mayGive, type Standing } from '@convene/domain'
import { communities } from '@convene/protocol'
import { z } from 'zod'
import type { WriteContext } from '../../../kit/command.ts'
import { queueMail } from '../../mail/index.ts'
import { membershipOf } from '../access.ts'
import { invitationMail } from '../invitations/invitation-mail.ts'
import { type Inviting, invitationLink } from '../invitations/invite.ts'
import { DAY_MS, mailedTo, makeInvitation } from '../invitations/make-invitation.ts'
import { admit, changeMembership } from '../membership.ts'
import { plainName } from '../organizations/check-organization.ts'
import { type KnownPerson, personByEmail, plainEmail } from '../people.ts'
import { organizationsOf } from '../slices.ts'
import type { MemberRow } from '../tables.ts'
import { keyOf, memberColumns, roleWords } from './columns.ts'
import { type PlannedLine, refused } from './plan.ts'
import { type CsvLine, readCsv } from './read-csv.ts'

/** How long those who were not registered yet have to accept. */
const INVITED_DAYS = 30

interface Known {
  readonly community: communities.Community
  readonly standing: Standing
  readonly inviting: Inviting
  /** Ids by plain name. */
  readonly organizations: ReadonlyMap<string, string>
}

/**
 * People are known by their address: registered ones become members at once, others are invited by mail, with what the
 * file says of them waiting in the invitation. Who has an open invitation is not mailed again.
 */
export async function planMembers(
  { tx, now }: Pick<WriteContext, 'tx' | 'now'>,
  community: communities.Community,
  standing: Standing,
  inviting: Inviting,
  csv: string,
): Promise<PlannedLine[]> {
  const lines = readCsv(csv, memberColumns, 'email')
  const all = await organizationsOf(tx, community.id)
  const organizations = new Map(all.map(({ id, name }) => [plainName(name), id]))
  const known = { community, standing, inviting, organizations }
  const seen = new Map<string, number>()
  const plan: PlannedLine[] = []
  for (const line of lines) {
    const email = plainEmail(line.cells.email ?? '')
    const earlier = seen.get(email)
    if (earlier === undefined) plan.push(await planLine(tx, now, known, line, email))
    else plan.push(refused(line.line, line.cells.name || email, 'communities.csv-twice', { line: earlier }))
    seen.set(email, earlier ?? line.line)
  }
  return plan
}

type Tx = WriteContext['tx']
type Fields = Partial<Pick<MemberRow, 'title' | 'worksFor' | 'represents'>>

async function planLine(
  tx: Tx,
  now: number,
  known: Known,
  { line, cells }: CsvLine<keyof typeof memberColumns>,
  email: string,
): Promise<PlannedLine> {
  const what = cells.name || email
  if (!z.email().safeParse(email).success) return refused(line, what, 'communities.csv-bad-email', { email })
  const role = cells.role ? keyOf(roleWords, cells.role) : undefined
  if (cells.role && !role) return refused(line, what, 'communities.csv-unknown-role', { role: cells.role })
  const title = communities.member.shape.title.safeParse(cells.title || undefined)
  if (!title.success) return refused(line, what, 'communities.csv-bad-cell', { column: 'title' })
  const fields: Fields = { ...(title.data !== undefined && { title: title.data }) }
  for (const column of ['worksFor', 'represents'] as const) {
    const name = cells[column]
    if (!name) continue
    const organizationId = known.organizations.get(plainName(name))
    if (organizationId === undefined) return refused(line, what, 'communities.csv-unknown-organization', { name })
    fields[column] = organizationId
  }
  const person = await personByEmail(tx, email)
  const membership = person && (await membershipOf(tx, known.community.id, person.personId))
  if (membership) return planChange(line, what, known, membership, { ...fields, ...(role && { role }) })
  if (!mayGive(known.standing.role, role ?? 'member'))
    return refused(line, what, 'communities.csv-role-not-yours', { role: role ?? 'member' })
  if (person) return planAdmission(line, what, known, person, { ...fields, role: role ?? 'member' })
  if (role === 'owner') return refused(line, what, 'communities.csv-owner-must-be-registered')
  const open = (await mailedTo(tx, known.community.id, email)).filter((one) => one.usesLeft > 0 && one.expiresAt > now)
  if (open.length > 0) return { told: { line, what, outcome: 'unchanged' } }
  return planInvitation(line, what, known, email, { ...fields, role: role ?? 'member' })
}

function planChange(
  line: number,
  what: string,
  { standing }: Known,
  membership: MemberRow,
  fields: Fields & { role?: MemberRow['role'] },
): PlannedLine {
  const { role = membership.role } = fields
  if (role !== membership.role) {
    // The last owner cannot go, and an import is no place to find out who that is.
    if (membership.role === 'owner') return refused(line, what, 'communities.csv-owner-stays')
    if (!mayGive(standing.role, role) || !mayGive(standing.role, membership.role))
      return refused(line, what, 'communities.csv-role-not-yours', { role })
  }
  const wanted = { ...membership, ...fields }
  const same = (['role', 'title', 'worksFor', 'represents'] as const).every((key) => wanted[key] === membership[key])
  if (same) return { told: { line, what, outcome: 'unchanged' } }
  return {
    told: { line, what, outcome: 'changed' },
    act: (context) => changeMembership(context, membership, fields),
  }
}

const planAdmission = (
  line: number,
  what: string,
  { community }: Known,
  person: KnownPerson,
  admission: Fields & Pick<MemberRow, 'role'>,
): PlannedLine => ({
  told: { line, what, outcome: 'added' },
  act: (context) => admit(context, community, { ...person, ...admission, joinedHow: 'import' }),
})

const planInvitation = (
  line: number,
  what: string,
  { community, inviting }: Known,
  email: string,
  invited: Fields & { role: communities.Invitation['role'] },
): PlannedLine => ({
  told: { line, what, outcome: 'added' },
  async act(context) {
    const invitation = await makeInvitation(context, inviting, community.id, {
      ...invited,
      kind: 'mail',
      email,
      usesLeft: 1,
      createdBy: context.actor.personId,
      expiresAt: context.now + INVITED_DAYS * DAY_MS,
    })
    const link = invitationLink(inviting.url, inviting.secrets.token(invitation))
    await queueMail(context, {
      ...invitationMail(community, context.actor.name, invitation, email, link),
      secret: true,
    })
  },
})

import { identity, notFound } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import { belongingTable, type PersonRow, peopleTable } from './tables.ts'

/** @throws AppError `not-found` */
export async function personFor(tx: ReadTx, personId: string): Promise<PersonRow> {
  const row = await tx.get(peopleTable, personId)
  if (!row) throw notFound('person')
  return row
}

/** The person registered with an address, in any case. */
export const personByEmail = (tx: ReadTx, email: string): Promise<PersonRow | undefined> =>
  tx.find(peopleTable, 'byEmail', [email.trim().toLowerCase()])

export const personByHandle = (tx: ReadTx, handle: string): Promise<PersonRow | undefined> =>
  tx.find(peopleTable, 'byHandle', [handle])

export async function isAdministrator(tx: ReadTx, personId: string): Promise<boolean> {
  return (await tx.get(peopleTable, personId))?.administrator ?? false
}

/** Do two people belong to a community together? */
export async function shareCommunity(tx: ReadTx, one: string, other: string): Promise<boolean> {
  const { rows } = await tx.list(belongingTable, { index: 'byPerson', prefix: [one], limit: COMMUNITIES_MAX })
  for (const { communityId } of rows) if (await tx.get(belongingTable, belongingId(communityId, other))) return true
  return false
}

export const belongingId = (communityId: string, personId: string): string => `${communityId} ${personId}`

const COMMUNITIES_MAX = 1_000

/** As others see them. */
export const shownPerson = (row: PersonRow): identity.Person =>
  identity.person.parse(row.showContact ? row : { ...row, contact: '' })

/** As they see themselves. */
export const meOf = (row: PersonRow): identity.Me => identity.me.parse(row)

import { may, type Standing } from '@convene/domain'
import { type meetings, notFound } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import type { PersonActor } from '../../kit/actor.ts'
import { ifFound } from '../../kit/if-found.ts'
import { standingFor } from '../communities/index.ts'
import { meetingOfDoc, meetingsTable } from './tables.ts'

/** A meeting the person may read, and who they are there. @throws AppError not-found */
export async function meetingFor(
  tx: ReadTx,
  actor: Pick<PersonActor, 'personId'>,
  meetingId: string,
): Promise<{ meeting: meetings.Meeting; standing: Standing }> {
  const meeting = await tx.get(meetingsTable, meetingId)
  if (!meeting) throw notFound('meeting')
  const standing = await ifFound(standingFor(tx, actor, meeting.communityId))
  if (!standing) throw notFound('meeting')
  return { meeting, standing }
}

/** What a person may do in a notes document: minutes are written until they are approved. */
export async function notesAccess(
  tx: ReadTx,
  actor: Pick<PersonActor, 'personId'>,
  docName: string,
): Promise<'write' | 'read' | 'none'> {
  const meetingId = meetingOfDoc(docName)
  if (meetingId === undefined) return 'none'
  const found = await ifFound(meetingFor(tx, actor, meetingId))
  if (!found || found.meeting.notes.docName !== docName) return 'none'
  const locked = found.meeting.minutes === 'approved' || found.meeting.minutes === 'published'
  return may(found.standing, 'editNotes') && !locked ? 'write' : 'read'
}

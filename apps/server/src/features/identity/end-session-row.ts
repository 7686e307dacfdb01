import { identity } from '@convene/protocol'
import { sessionsTable } from './auth/tables.ts'
import type { ChangeContext } from './enroll.ts'

/** Ends a session of a person; its event ends the connections on every node. False when they have no such session. */
export async function endSessionRow(
  { tx, emit }: Pick<ChangeContext, 'tx' | 'emit'>,
  personId: string,
  sessionId: string,
): Promise<boolean> {
  const session = await tx.get(sessionsTable, sessionId)
  if (session?.userId !== personId) return false
  await tx.delete(sessionsTable, sessionId)
  await emit(personId, identity.sessionEnded, { sessionId })
  return true
}

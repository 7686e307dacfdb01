import { AppError, identity } from '@convene/protocol'
import type { PersonActor } from '../../../kit/actor.ts'
import { action, type Command } from '../../../kit/command.ts'
import { accountsTable, sessionsTable } from '../auth/tables.ts'
import type { Deps } from '../deps.ts'
import { endSessionRow } from '../end-session-row.ts'
import type { ChangeContext } from '../enroll.ts'

export const setPassword = (deps: Deps): Command =>
  action(identity.setPassword, async ({ actor, now, address }, { password, current }) => {
    await allowed(deps, actor, now, address, current)
    const hash = await (await deps.auth.$context).password.hash(password)
    await deps.change(async (context) => {
      await putPassword(context, actor.personId, hash)
      await endOthers(context, actor)
    })
    return {}
  })

/** A session this young has just proven who it is. */
const FRESH_MS = 15 * 60 * 1000

async function allowed(
  { services: { store }, auth, limits }: Deps,
  { personId, sessionId }: PersonActor,
  now: number,
  address: string,
  current: string | undefined,
): Promise<void> {
  const session = await store.get(sessionsTable, sessionId)
  if (!session) throw new AppError('forbidden', 'identity.needs-session')
  const hash = (await store.find(accountsTable, 'byAccount', ['credential', personId]))?.password
  if (!hash || now - Date.parse(session.createdAt) <= FRESH_MS) return
  await limits.take('password', { address, account: personId })
  const right = current !== undefined && (await (await auth.$context).password.verify({ hash, password: current }))
  if (!right) throw new AppError('forbidden', 'identity.wrong-password')
  await limits.forgive('password', personId)
}

async function putPassword({ tx, now, newId }: ChangeContext, personId: string, hash: string): Promise<void> {
  const at = new Date(now).toISOString()
  const account = await tx.find(accountsTable, 'byAccount', ['credential', personId])
  const kept = account ?? {
    id: newId(),
    userId: personId,
    accountId: personId,
    providerId: 'credential',
    createdAt: at,
  }
  await tx.put(accountsTable, { ...kept, password: hash, updatedAt: at })
}

async function endOthers(context: ChangeContext, { personId, sessionId }: PersonActor): Promise<void> {
  const { rows } = await context.tx.list(sessionsTable, { index: 'byUser', prefix: [personId], limit: 1_000 })
  for (const { id } of rows) if (id !== sessionId) await endSessionRow(context, personId, id)
}

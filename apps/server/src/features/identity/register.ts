import { AppError } from '@convene/protocol'
import { UniqueViolation } from '@convene/store'
import type { PersonActor } from '../../kit/actor.ts'
import type { Executor } from '../../kit/execute.ts'
import type { Auth } from './auth/create-auth.ts'
import { accountsTable, type UserRow, usersTable } from './auth/tables.ts'
import { type ChangeContext, enroll } from './enroll.ts'
import { installationTable, type PersonRow } from './tables.ts'

/** Someone the server itself makes a person, their address taken as proven. */
export interface Registration {
  readonly email: string
  readonly name: string
  readonly password?: string
  readonly handle?: string
  readonly administrator?: boolean
  readonly settings?: PersonRow['settings']
  readonly profile?: Partial<
    Pick<PersonRow, 'discipline' | 'languages' | 'place' | 'askAbout' | 'introduction' | 'contact' | 'showContact'>
  >
  /** The first run: refused when there was one. */
  readonly first?: boolean
}

/**
 * Registers and returns the person as an actor, who has no session: what they do from here is done by the server.
 * @throws AppError `conflict` when the address or handle is taken, or the first run is over.
 */
export type Register = (input: Registration) => Promise<PersonActor>

export function createRegister({ auth, change }: { auth: Auth; change: Executor['change'] }): Register {
  return async (input) => {
    // Hashed before the transaction, which waits for nothing.
    const hash = input.password === undefined ? undefined : await (await auth.$context).password.hash(input.password)
    try {
      const { id, name } = await change((context) => insert(context, input, hash))
      return { kind: 'person', personId: id, name, sessionId: `registration-${id}` }
    } catch (error) {
      throw refusal(error) ?? error
    }
  }
}

async function insert(context: ChangeContext, input: Registration, hash: string | undefined): Promise<PersonRow> {
  const { tx, now, newId } = context
  const { handle, name, settings = { theme: 'auto' }, administrator = false, profile } = input
  const id = newId()
  const email = input.email.trim().toLowerCase()
  const at = new Date(now).toISOString()
  if (input.first) await tx.insert(installationTable, { id: 'installation', setUpBy: id })
  const user: UserRow = { id, email, name, emailVerified: true, createdAt: at, updatedAt: at }
  await tx.insert(usersTable, user)
  if (hash !== undefined)
    await tx.insert(accountsTable, {
      id: newId(),
      userId: id,
      accountId: id,
      providerId: 'credential',
      password: hash,
      createdAt: at,
      updatedAt: at,
    })
  return enroll(context, { id, email, name, settings, administrator, ...(handle && { handle }), ...profile })
}

function refusal(error: unknown): AppError | undefined {
  if (!(error instanceof UniqueViolation)) return undefined
  if (error.table === installationTable.name) return new AppError('conflict', 'identity.already-set-up')
  return new AppError('conflict', error.index === 'byHandle' ? 'identity.handle-taken' : 'identity.email-taken')
}

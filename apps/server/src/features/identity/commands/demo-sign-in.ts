import { AppError, identity, notFound } from '@convene/protocol'
import { type Command, publicAction } from '../../../kit/command.ts'
import type { Deps } from '../deps.ts'
import { personByHandle } from '../people.ts'
import { startSession } from '../sign-in.ts'

/** Signs in as an example person, without proof: only where the installation says it is a demonstration. */
export const demoSignIn = (deps: Deps): Command =>
  publicAction(identity.demoSignIn, async (context, { person: handle }) => {
    if (!deps.demo) throw new AppError('forbidden', 'identity.demo-off')
    await deps.limits.take('demo', context)
    const row = await personByHandle(deps.services.store, handle)
    if (!row) throw notFound('person')
    const { token, person } = await startSession(deps, context, row.id)
    return { token, person: { ...person, handle } }
  })

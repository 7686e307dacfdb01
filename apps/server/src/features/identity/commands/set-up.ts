import { AppError, identity } from '@convene/protocol'
import { type Command, publicAction } from '../../../kit/command.ts'
import type { Deps } from '../deps.ts'
import { firstRun } from '../first-run.ts'
import { startSession } from '../sign-in.ts'

/** The check here spares the hashing; what two at once cannot pass is the row that `register` inserts. */
export const setUp = (deps: Deps): Command =>
  publicAction(identity.setUp, async (context, { email, name, password, language }) => {
    await deps.limits.take('password', context)
    if (deps.demo || !(await firstRun(deps.services.store))) throw new AppError('conflict', 'identity.already-set-up')
    const settings = { theme: 'auto' as const, ...(language && { language }) }
    const person = await deps.register({ email, name, password, settings, administrator: true, first: true })
    return startSession(deps, context, person.personId)
  })

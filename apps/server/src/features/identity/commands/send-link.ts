import { AppError, identity } from '@convene/protocol'
import { type Command, publicAction } from '../../../kit/command.ts'
import { MAILED_MINUTES } from '../auth/create-auth.ts'
import type { Deps } from '../deps.ts'
import { firstRun } from '../first-run.ts'
import { askedTable } from '../tables.ts'

/** Does the same work and answers the same for every address, known or not. */
export const sendLink = (deps: Deps): Command =>
  publicAction(identity.sendLink, async (context, { email, name, language }) => {
    await deps.limits.take('link', { address: context.address, account: email })
    if (!deps.demo && (await firstRun(deps.services.store))) throw new AppError('conflict', 'identity.set-up-first')
    await deps.change(({ tx, now }) =>
      tx.put(askedTable, {
        id: email,
        until: now + MAILED_MINUTES * 60_000,
        ...(name !== undefined && { name }),
        ...(language && { language }),
      }),
    )
    await deps.auth.api.signInMagicLink({ body: { email }, headers: new Headers() })
    return {}
  })

import { identity } from '@convene/protocol'
import { type Command, publicAction } from '../../../kit/command.ts'
import type { Deps } from '../deps.ts'
import { signInBy } from '../sign-in.ts'

export const signIn = (deps: Deps): Command =>
  publicAction(identity.signIn, async (context, { email, password }) => {
    await deps.limits.take('password', { address: context.address, account: email })
    const answer = await signInBy(deps, context, 'identity.wrong-password', () =>
      deps.auth.api.signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true }),
    )
    await deps.limits.forgive('password', email)
    return answer
  })

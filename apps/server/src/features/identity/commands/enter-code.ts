import { identity } from '@convene/protocol'
import { type Command, publicAction } from '../../../kit/command.ts'
import type { Deps } from '../deps.ts'
import { signInBy } from '../sign-in.ts'

/** Three wrong codes end a code (better-auth counts them); the limit stops asking for new ones to go on guessing. */
export const enterCode = (deps: Deps): Command =>
  publicAction(identity.enterCode, async (context, { email, code }) => {
    await deps.limits.take('code', { address: context.address, account: email })
    const answer = await signInBy(deps, context, 'identity.wrong-code', () =>
      deps.auth.api.signInEmailOTP({ body: { email, otp: code }, headers: new Headers(), returnHeaders: true }),
    )
    await deps.limits.forgive('code', email)
    return answer
  })

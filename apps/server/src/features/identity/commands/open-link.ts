import { identity } from '@convene/protocol'
import { type Command, publicAction } from '../../../kit/command.ts'
import type { Deps } from '../deps.ts'
import { signInBy } from '../sign-in.ts'

export const openLink = (deps: Deps): Command =>
  publicAction(identity.openLink, async (context, { token }) => {
    await deps.limits.take('code', context)
    return signInBy(deps, context, 'identity.link-over', () =>
      deps.auth.api.magicLinkVerify({ query: { token }, headers: new Headers(), returnHeaders: true }),
    )
  })

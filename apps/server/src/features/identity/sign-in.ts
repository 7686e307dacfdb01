import { AppError } from '@convene/protocol'
import { isAPIError } from 'better-auth/api'
import type { Actor } from '../../kit/actor.ts'
import type { ActionContext } from '../../kit/command.ts'
import type { Deps } from './deps.ts'
import { personFor } from './people.ts'

type Answer = { headers: Headers; response: { token: string; user: { id: string } } }

/**
 * Runs one of better-auth's ways to sign in: sets its cookie and answers with the token.
 * @throws AppError `unauthenticated` with `refused` when better-auth refuses, whatever its reason: an answer that told
 * a wrong password from an unknown address would tell who is registered.
 */
export async function signInBy(
  { services }: Deps,
  { setCookie }: Pick<ActionContext<Actor>, 'setCookie'>,
  refused: string,
  attempt: () => Promise<Answer>,
): Promise<{ token: string; person: { id: string; name: string; handle?: string | undefined } }> {
  const { headers, response } = await attempt().catch((error: unknown) => {
    throw isAPIError(error) && error.statusCode < 500 ? new AppError('unauthenticated', refused) : error
  })
  const { id, name, handle } = await personFor(services.store, response.user.id)
  for (const cookie of headers.getSetCookie()) setCookie(cookie)
  return { token: response.token, person: { id, name, handle } }
}

/** A session for someone known by other means than better-auth's. */
export const startSession = (deps: Deps, context: ActionContext<Actor>, personId: string) =>
  signInBy(deps, context, 'identity.no-account', () =>
    deps.auth.api.startSession({ body: { userId: personId }, headers: new Headers(), returnHeaders: true }),
  )

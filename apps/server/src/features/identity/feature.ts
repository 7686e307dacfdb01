import { communities, identity } from '@convene/protocol'
import type { Command } from '../../kit/command.ts'
import { effect, type Feature, loader, projection } from '../../kit/feature.ts'
import { shownToken } from './access-token.ts'
import type { ActorCache } from './actor-cache.ts'
import { changeProfile } from './commands/change-profile.ts'
import { changeSettings } from './commands/change-settings.ts'
import { demoSignIn } from './commands/demo-sign-in.ts'
import { endSession } from './commands/end-session.ts'
import { enterCode } from './commands/enter-code.ts'
import { makeToken } from './commands/make-token.ts'
import { me } from './commands/me.ts'
import { openLink } from './commands/open-link.ts'
import { person } from './commands/person.ts'
import { revokeToken } from './commands/revoke-token.ts'
import { sendLink } from './commands/send-link.ts'
import { sessions } from './commands/sessions.ts'
import { setPassword } from './commands/set-password.ts'
import { setUp } from './commands/set-up.ts'
import { signIn } from './commands/sign-in.ts'
import { signOut } from './commands/sign-out.ts'
import { tokens } from './commands/tokens.ts'
import { welcome } from './commands/welcome.ts'
import type { Deps } from './deps.ts'
import { belongingId, meOf, personFor } from './people.ts'
import { sweepJob } from './sweep-job.ts'
import { accessTokensTable, belongingTable } from './tables.ts'

/** The slice: everything of identity the kit runs. */
export const identityFeature = (deps: Deps, cache: ActorCache): Feature => ({
  name: 'identity',
  commands: commands(deps),
  streams: [{ kind: 'member', mayFollow: async (_, actor, id) => actor.personId === id }],
  slices: [
    loader(identity.meSlice, async (tx, id) => meOf(await personFor(tx, id))),
    loader(identity.tokensSlice, async (tx, id) => {
      const { rows } = await tx.list(accessTokensTable, { index: 'byPerson', prefix: [id], limit: 1_000 })
      return rows.map(shownToken)
    }),
  ],
  projections: [
    projection(communities.memberJoined, async ({ tx }, { member: { personId } }, communityId) =>
      tx.put(belongingTable, { id: belongingId(communityId, personId), communityId, personId }),
    ),
    projection(communities.memberRemoved, async ({ tx }, { personId }, communityId) =>
      tx.delete(belongingTable, belongingId(communityId, personId)),
    ),
  ],
  effects: [
    effect(identity.sessionEnded, (live, { sessionId }) => {
      cache.forgetSession(sessionId)
      live.endSession(sessionId)
    }),
    effect(identity.tokenRevoked, (live, { tokenId }) => {
      cache.forgetSession(tokenId)
      live.endSession(tokenId)
    }),
    effect(identity.profileChanged, (_, __, personId) => cache.forgetPerson(personId)),
  ],
  jobs: [sweepJob(deps.change)],
})

const commands = (deps: Deps): Command[] => [
  demoSignIn(deps),
  welcome(deps),
  setUp(deps),
  signIn(deps),
  sendLink(deps),
  openLink(deps),
  enterCode(deps),
  signOut(deps),
  setPassword(deps),
  me,
  person,
  changeProfile,
  changeSettings,
  sessions,
  endSession,
  makeToken(deps),
  tokens,
  revokeToken,
]

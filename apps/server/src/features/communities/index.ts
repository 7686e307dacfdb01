import { communities } from '@convene/protocol'
import { effect, type Feature } from '../../kit/feature.ts'
import { changeCommunity } from './change-community.ts'
import { createCommunity } from './create-community.ts'
import { discover } from './discover.ts'
import { importCsv } from './import/import-csv.ts'
import { acceptInvitation } from './invitations/accept-invitation.ts'
import { invite } from './invitations/invite.ts'
import { previewInvitation } from './invitations/preview-invitation.ts'
import { revokeInvitation } from './invitations/revoke-invitation.ts'
import { invitationSecrets } from './invitations/secrets.ts'
import { addMember } from './members/add-member.ts'
import { changeMember } from './members/change-member.ts'
import { decideJoin } from './members/decide-join.ts'
import { join } from './members/join.ts'
import { leave } from './members/leave.ts'
import { removeMember } from './members/remove-member.ts'
import { mine } from './mine.ts'
import { addOrganization } from './organizations/add-organization.ts'
import { changeOrganization } from './organizations/change-organization.ts'
import { removeOrganization } from './organizations/remove-organization.ts'
import { peopleProjections } from './people.ts'
import { resolve } from './resolve.ts'
import { communitiesSlices } from './slices.ts'
import { communitiesStreams } from './streams.ts'

export { communityFor, communityIdsOf, membershipOf, membersOf, shareCommunity, standingFor } from './access.ts'
export { communitiesTable, communitiesTables, membersTable } from './tables.ts'

export interface CommunitiesDeps {
  /** Public address of the installation, without a slash at the end: invitations start with it. */
  readonly url: string
  /** The installation's secret, with which invitations are sealed. Another one ends all that are open. */
  readonly secret: string
  /** See `Services.randomBytes`. */
  readonly randomBytes: (length: number) => Uint8Array
}

export function createCommunities({ url, secret, randomBytes }: CommunitiesDeps): Feature {
  const secrets = invitationSecrets(secret)
  const inviting = { url, secrets, randomBytes }
  return {
    name: 'communities',
    streams: communitiesStreams,
    slices: communitiesSlices,
    commands: [
      mine,
      discover,
      resolve,
      createCommunity,
      changeCommunity,
      addOrganization,
      changeOrganization,
      removeOrganization,
      join,
      decideJoin,
      leave,
      addMember,
      changeMember,
      removeMember,
      invite(inviting),
      previewInvitation(secrets),
      acceptInvitation(secrets),
      revokeInvitation,
      importCsv(inviting),
    ],
    projections: peopleProjections,
    effects: [
      // Who may read or write here depends on the role, the membership and the community's own rules.
      effect(communities.memberJoined, (live, { member }) => live.recheck(member.personId)),
      effect(communities.memberRemoved, (live, { personId }) => live.recheck(personId)),
      effect(communities.memberChanged, (live, { member }) => live.recheck(member.personId)),
      effect(communities.communityChanged, (live) => live.recheck()),
    ],
  }
}

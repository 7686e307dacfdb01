import type { Feature } from '../../kit/feature.ts'
import type { People } from './people.ts'
import { communitiesSlices } from './slices.ts'
import { communitiesStreams } from './streams.ts'
import { communitiesTables } from './tables.ts'

export { communityFor, communityIdsOf, membershipOf, membersOf, shareCommunity } from './access.ts'
export type { KnownPerson, People } from './people.ts'
export { communitiesTable, membersTable } from './tables.ts'

export interface CommunitiesDeps {
  readonly people: People
  /** Public address of the installation, without a slash at the end: links in mail start with it. */
  readonly url: string
  /** The installation's secret: invitations are sealed with it. */
  readonly secret: string
  /** See `Services.randomBytes`. */
  readonly randomBytes: (length: number) => Uint8Array
}

export function createCommunities(_deps: CommunitiesDeps): Feature {
  return {
    name: 'communities',
    tables: communitiesTables,
    streams: communitiesStreams,
    slices: communitiesSlices,
    commands: [],
  }
}

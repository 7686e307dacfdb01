import { may } from '@convene/domain'
import { communities, streamOf } from '@convene/protocol'
import { type Command, command } from '../../../kit/command.ts'
import { communityFor } from '../access.ts'
import type { Inviting } from '../invitations/invite.ts'
import { makeRoom } from '../invitations/make-invitation.ts'
import { planMembers } from './plan-members.ts'
import { planOrganizations } from './plan-organizations.ts'

/** All lines are planned first; a dry run stops there, and so does a file with a refused line. */
export const importCsv = (inviting: Inviting): Command =>
  command(communities.importCsv, {
    lane: ({ communityId }) => streamOf('community', communityId),
    load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
    allow: ({ standing }) => may(standing, 'moderate'),
    async run(context, { community, standing }, { what, csv, dryRun }) {
      const plan =
        what === 'members'
          ? await planMembers(context, community, standing, inviting, csv)
          : await planOrganizations(context, community, csv)
      const lines = plan.map((one) => one.told)
      if (dryRun || lines.some((line) => line.outcome === 'refused')) return { lines, applied: false }
      if (what === 'members') await makeRoom(context, community.id, plan.length)
      for (const { act } of plan) await act?.(context)
      return { lines, applied: true }
    },
  })

import { mayGive } from '@convene/domain'
import { AppError, communities, notFound, streamOf } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { communityFor, membershipOf } from '../access.ts'
import { admit } from '../membership.ts'
import { checkOrganizations } from '../organizations/check-organizations.ts'
import { knownPerson } from '../people.ts'

export const addMember = command(communities.addMember, {
  lane: ({ communityId }) => streamOf('community', communityId),
  load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
  allow: ({ standing }, _, { role }) => mayGive(standing.role, role),
  async run(context, { community }, { communityId, personId, ...admission }) {
    const person = await knownPerson(context.tx, personId)
    if (!person) throw notFound('person')
    if (await membershipOf(context.tx, communityId, personId))
      throw new AppError('conflict', 'communities.already-member', { personId })
    await checkOrganizations(context.tx, communityId, [admission.worksFor, admission.represents])
    await admit(context, community, { ...admission, personId, name: person.name, joinedHow: 'added' })
    return {}
  },
})

import fc from 'fast-check'
import {
  isRegular,
  may,
  mayGive,
  type Right,
  type Role,
  rights,
  roles,
  type Standing,
  stages,
  standingIn,
} from './rights.ts'

/** The columns of the table, from the least to the most: `regular` is a member whose stage is regular or steward. */
const columns = ['guest', 'observer', 'member', 'regular', 'facilitator', 'owner'] as const

/** The table of rights, row by row: the columns that have each. */
const table: Record<Right, readonly (typeof columns)[number][]> = {
  read: [...columns],
  post: ['guest', 'member', 'regular', 'facilitator', 'owner'],
  editNotes: ['member', 'regular', 'facilitator', 'owner'],
  createChannel: ['member', 'regular', 'facilitator', 'owner'],
  invite: ['regular', 'facilitator', 'owner'],
  schedule: ['facilitator', 'owner'],
  moderate: ['facilitator', 'owner'],
  manage: ['owner'],
}

const everyStanding: Standing[] = roles.flatMap((role) => stages.map((stage) => ({ role, stage })))
const columnOf = ({ role, stage }: Standing) =>
  role === 'member' && (stage === 'regular' || stage === 'steward') ? 'regular' : role

test.each(rights)('DM1 %s is for those the table names, and for nobody else', (right) => {
  for (const standing of everyStanding)
    expect([standing, may(standing, right)]).toEqual([standing, table[right].includes(columnOf(standing))])
})

test('DM1 the table has every right, and regular+ are those who may invite', () => {
  expect(Object.keys(table).toSorted()).toEqual([...rights].toSorted())
  for (const standing of everyStanding) expect(isRegular(standing)).toBe(may(standing, 'invite'))
})

const byRank: Role[] = ['guest', 'observer', 'member', 'facilitator', 'owner']
test('DM2 rights only grow with stage and role, but for an observer, who may not post as a guest may', () => {
  const standing = fc.record({ role: fc.constantFrom(...roles), stage: fc.constantFrom(...stages) })
  fc.assert(
    fc.property(standing, standing, fc.constantFrom(...rights), (less, more, right) => {
      fc.pre(byRank.indexOf(less.role) <= byRank.indexOf(more.role))
      fc.pre(stages.indexOf(less.stage) <= stages.indexOf(more.stage))
      const observerAlone = less.role === 'guest' && more.role === 'observer' && right === 'post'
      return observerAlone ? !may(more, right) : !may(less, right) || may(more, right)
    }),
  )
})

describe('DM3 standing in a community', () => {
  const visibilities = ['public', 'listed', 'hidden'] as const
  const policies = ['open', 'request', 'invite'] as const
  const all = visibilities.flatMap((visibility) => policies.map((joinPolicy) => ({ visibility, joinPolicy })))

  test.each(all)('DM3 a member has their own, others are guests or nobody: %j', (community) => {
    for (const { role, stage } of everyStanding) {
      const membership = { role, stage, title: 'not part of a standing' }
      expect(standingIn(community, membership)).toEqual({ role, stage })
    }
    const open = community.joinPolicy === 'open' && community.visibility !== 'hidden'
    expect(standingIn(community, undefined)).toEqual(open ? { role: 'guest', stage: 'newcomer' } : null)
  })
})

test('DM4 an owner gives every role but guest, a facilitator member and observer, others none', () => {
  const given = (giver: Role) => roles.filter((role) => mayGive(giver, role))
  expect(Object.fromEntries(roles.map((giver) => [giver, given(giver)]))).toEqual({
    owner: ['owner', 'facilitator', 'member', 'observer'],
    facilitator: ['member', 'observer'],
    member: [],
    observer: [],
    guest: [],
  })
})

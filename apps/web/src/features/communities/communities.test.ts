import { type communities, communities as wire } from '@convene/protocol'
import { functionPlace } from './function-place.ts'
import { handleFrom } from './handle-from.ts'
import { listedChannels } from './listed-channels.ts'
import { nextMeeting } from './next-meeting.ts'
import { groupMembers } from './people/group-members.ts'

test.each([
  ['HepLink', 'heplink'],
  ["Réseau d'appui!", 'reseau-d-appui'],
  ['2006 Ideal Models', 'ideal-models'],
  ['दक्षिण एशिया', 'community'],
  ['A', 'community-a'],
  ['x'.repeat(80), 'x'.repeat(40)],
])('CW1 %s becomes %s', (name, handle) => {
  expect(handleFrom(name)).toBe(handle)
  expect(wire.handle.safeParse(handleFrom(name)).success).toBe(true)
})

const member = (name: string, rest: Partial<communities.Member> = {}): communities.Member => ({
  personId: name,
  name,
  role: 'member',
  stage: 'newcomer',
  joinedAt: 0,
  joinedHow: 'added',
  ...rest,
})
const organizations = [
  { id: 'o2', name: 'Oxford', kindId: 'lrn' },
  { id: 'o1', name: 'Elgin', kindId: 'lrn' },
]
const people = [
  member('Zoé Larivière', { represents: 'o2', worksFor: 'o1' }),
  member('Ada Byron'),
  member('Paul Roy', { worksFor: 'o1', title: 'Nurse-educator' }),
  member('Marie Côté', { represents: 'o2' }),
]
const shape = (words: string) =>
  groupMembers(people, organizations, words).map((group) => [
    group.organization?.name,
    group.people.map(({ name }) => name),
  ])

test('CW2 members stand under the organization they speak for', () => {
  expect(shape('')).toEqual([
    ['Elgin', ['Paul Roy']],
    ['Oxford', ['Marie Côté', 'Zoé Larivière']],
    [undefined, ['Ada Byron']],
  ])
})

test.each([
  ['cote', ['Marie Côté']],
  ['ZOE lar', ['Zoé Larivière']],
  ['educ', ['Paul Roy']],
  ['oxford mar', ['Marie Côté']],
  ['yron', []],
])('CW3 a search for %s', (words, found) => {
  expect(shape(words).flatMap(([, names]) => names)).toEqual(found)
})

const meeting = (id: string, startsAt: number, endsAt: number) => ({
  id,
  title: id,
  kind: 'meeting' as const,
  startsAt,
  endsAt,
  timeZone: 'UTC',
  minutes: 'draft' as const,
  channelId: 'c',
})

test('CW4 the next meeting is on, or the earliest to come', () => {
  const all = [meeting('past', 0, 10), meeting('on', 20, 30), meeting('later', 40, 50)]
  expect(nextMeeting(all, 10)?.id).toBe('on')
  expect(nextMeeting(all, 25)?.id).toBe('on')
  expect(nextMeeting(all, 30)?.id).toBe('later')
  expect(nextMeeting(all, 50)).toBeUndefined()
})

test('CW5 archived channels and those of meetings are not listed', () => {
  const channel = (id: string, rest = {}) => ({
    id,
    communityId: 'c',
    name: id,
    topic: '',
    purpose: '',
    access: 'open' as const,
    posting: 'everyone' as const,
    createdAt: 0,
    ...rest,
  })
  const all = [channel('a'), channel('b', { archivedAt: 1 }), channel('c', { meetingId: 'm' }), channel('d')]
  expect(listedChannels(all).map(({ id }) => id)).toEqual(['a', 'd'])
})

test('CW6 a function has its place, and what is none has none', () => {
  const community = { functions: [{ id: 'x' }, { id: 'y' }] }
  expect(functionPlace(community, 'y')).toBe(2)
  expect(functionPlace(community, 'gone')).toBeUndefined()
  expect(functionPlace(community, undefined)).toBeUndefined()
})

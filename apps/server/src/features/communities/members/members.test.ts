import { foldCheck } from '../../../testing/fold-check.ts'
import { startServer, type TestServer } from '../../../testing/start-server.ts'
import { newCommunity, newPeople, newPerson, refusal, type TestPerson } from '../test-community.ts'

let server: TestServer
let people: Awaited<ReturnType<typeof newPeople>>
beforeAll(async () => {
  server = await startServer()
  people = await newPeople(server)
})
afterAll(async () => {
  people?.close()
  await server?.dispose()
})

const memberStream = ({ personId }: TestPerson) => `member/${personId}` as const
const rolesIn = async (id: string): Promise<Record<string, string>> => {
  const { snapshot } = await people.owner.client.follow(`community/${id}`)
  const { members } = snapshot as { members: { personId: string; role: string }[] }
  return Object.fromEntries(members.map(({ personId, role }) => [personId, role]))
}

describe('joining', () => {
  test('CO30 in an open community anyone joins at once, and once', async () => {
    const { id, stranger } = await newCommunity(people, { joinPolicy: 'open' })
    const join = () => stranger.client.call('communities.join', { communityId: id })
    const seen = await foldCheck(server, [`community/${id}`, memberStream(stranger)], async () => {
      expect(await join()).toEqual({ outcome: 'joined' })
      expect(await join()).toEqual({ outcome: 'joined' })
    })
    expect(seen).toEqual({
      [`community/${id}`]: ['communities.memberJoined'],
      [memberStream(stranger)]: ['communities.membershipGained'],
    })
    expect(await rolesIn(id)).toMatchObject({ [stranger.personId]: 'member' })
  })

  test('CO31 where the community decides, a request is seen and decided by facilitators', async () => {
    const { id, stranger, member, facilitator } = await newCommunity(people, { joinPolicy: 'request' })
    const ask = (note: string) => stranger.client.call('communities.join', { communityId: id, note })
    const decide = (by: TestPerson, accept: boolean) =>
      by.client.call('communities.decideJoin', { communityId: id, personId: stranger.personId, accept })
    const asked = await foldCheck(server, [`moderation/${id}`], async () => {
      expect(await ask('Hello')).toEqual({ outcome: 'asked' })
      await ask('Hello again')
    })
    expect(asked[`moderation/${id}`]).toEqual(['communities.joinRequested', 'communities.joinRequested'])
    const { snapshot } = await facilitator.client.follow(`moderation/${id}`)
    expect(snapshot).toMatchObject({ joinRequests: [{ personId: stranger.personId, note: 'Hello again' }] })

    await expect(decide(member, true)).rejects.toEqual(refusal('forbidden'))
    await expect(decide(stranger, true)).rejects.toEqual(refusal('not-found'))
    await foldCheck(server, [`moderation/${id}`], () => decide(facilitator, false))
    expect(await rolesIn(id)).not.toHaveProperty(stranger.personId)
    await expect(decide(facilitator, true)).rejects.toEqual(refusal('not-found', 'join-request.not-found'))

    await ask('Please')
    const streams = [`moderation/${id}`, `community/${id}`, memberStream(stranger)] as const
    const accepted = await foldCheck(server, streams, () => decide(facilitator, true))
    expect(Object.values(accepted).flat()).toEqual([
      'communities.joinDecided',
      'communities.memberJoined',
      'communities.membershipGained',
    ])
    expect(await rolesIn(id)).toMatchObject({ [stranger.personId]: 'member' })
  })

  test('CO32 by invitation only, nobody joins unasked', async () => {
    const listed = await newCommunity(people)
    const hidden = await newCommunity(people, { visibility: 'hidden', joinPolicy: 'open' })
    const join = (communityId: string) => people.stranger.client.call('communities.join', { communityId })
    await expect(join(listed.id)).rejects.toEqual(refusal('forbidden'))
    await expect(join(hidden.id)).rejects.toEqual(refusal('not-found', 'community.not-found'))
    await expect(join('nothing')).rejects.toEqual(refusal('not-found', 'community.not-found'))
    await expect(people.member.client.call('communities.join', { communityId: listed.id })).resolves.toEqual({
      outcome: 'joined',
    })
  })

  test('CO33 members leave; the last owner stays, also when all owners leave at once', async () => {
    const { id, member, owner, facilitator } = await newCommunity(people)
    const leave = (by: TestPerson) => by.client.call('communities.leave', { communityId: id })
    const seen = await foldCheck(server, [`community/${id}`, memberStream(member)], () => leave(member))
    expect(Object.values(seen)).toEqual([['communities.memberRemoved'], ['communities.membershipLost']])
    await expect(leave(member)).rejects.toEqual(refusal('not-found'))
    await expect(leave(owner)).rejects.toEqual(refusal('conflict', 'communities.last-owner'))
    const promote = { communityId: id, personId: facilitator.personId, role: 'owner' }
    await owner.client.call('communities.changeMember', promote)
    const left = await Promise.allSettled([leave(owner), leave(facilitator)])
    expect(left.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])

    const open = await newCommunity(people, { joinPolicy: 'open' })
    const guest = { communityId: open.id }
    await expect(people.stranger.client.call('communities.leave', guest)).resolves.toEqual({})
  })
})

describe('roles', () => {
  test('CO40 members are added by who may give the role, and once', async () => {
    const { id, owner, facilitator, member, observer } = await newCommunity(people)
    const add = async (by: TestPerson, role: string) => {
      const { personId, client } = await newPerson(server, `New ${role}`)
      client.close()
      return by.client.call('communities.addMember', { communityId: id, personId, role })
    }
    for (const role of ['owner', 'facilitator', 'member', 'observer'])
      await expect(add(owner, role)).resolves.toEqual({})
    for (const role of ['member', 'observer']) await expect(add(facilitator, role)).resolves.toEqual({})
    for (const role of ['owner', 'facilitator'])
      await expect(add(facilitator, role)).rejects.toEqual(refusal('forbidden'))
    for (const by of [member, observer]) await expect(add(by, 'observer')).rejects.toEqual(refusal('forbidden'))
    await expect(add(people.stranger, 'member')).rejects.toEqual(refusal('not-found'))
    const again = { communityId: id, personId: member.personId }
    await expect(owner.client.call('communities.addMember', again)).rejects.toEqual(
      refusal('conflict', 'communities.already-member'),
    )
    await expect(owner.client.call('communities.addMember', { ...again, personId: 'nobody' })).rejects.toEqual(
      refusal('not-found', 'person.not-found'),
    )
  })

  test('CO40 adding folds on both streams', async () => {
    const { id, facilitator, stranger } = await newCommunity(people)
    const input = { communityId: id, personId: stranger.personId, title: 'Driver' }
    const seen = await foldCheck(server, [`community/${id}`, memberStream(stranger)], () =>
      facilitator.client.call('communities.addMember', input),
    )
    expect(Object.values(seen)).toEqual([['communities.memberJoined'], ['communities.membershipGained']])
  })

  test('CO41 a role changes only by who may give both, other details by facilitators', async () => {
    const { id, owner, facilitator, member, observer } = await newCommunity(people)
    const change = (by: TestPerson, { personId }: TestPerson, fields: object) =>
      by.client.call('communities.changeMember', { communityId: id, personId, ...fields })
    const seen = await foldCheck(server, [`community/${id}`], async () => {
      await change(facilitator, observer, { role: 'member', title: 'Chair' })
      await change(facilitator, observer, { title: 'Chair' })
      await change(owner, member, { role: 'facilitator' })
    })
    expect(seen[`community/${id}`]).toEqual(['communities.memberChanged', 'communities.memberChanged'])
    for (const fields of [{ role: 'owner' }, { role: 'facilitator' }])
      await expect(change(facilitator, observer, fields)).rejects.toEqual(refusal('forbidden'))
    await expect(change(facilitator, member, { role: 'observer' })).rejects.toEqual(refusal('forbidden'))
    await expect(change(facilitator, owner, { role: 'member' })).rejects.toEqual(refusal('forbidden'))
    await expect(change(observer, member, { title: 'x' })).rejects.toEqual(refusal('forbidden'))
    await expect(change(owner, owner, { role: 'member' })).rejects.toEqual(
      refusal('conflict', 'communities.last-owner'),
    )
    await expect(change(owner, people.stranger, { title: 'x' })).rejects.toEqual(refusal('not-found'))
    await expect(change(owner, member, { worksFor: 'nothing' })).rejects.toEqual(refusal('invalid'))
    await expect(change(owner, member, { role: 'guest' })).rejects.toEqual(refusal('invalid'))
    await expect(change(people.stranger, member, { title: 'x' })).rejects.toEqual(refusal('not-found'))
  })

  test('CO42 a removed member loses the stream at once, and the last owner stays', async () => {
    const { id, owner, facilitator, member } = await newCommunity(people)
    const remove = (by: TestPerson, { personId }: TestPerson) =>
      by.client.call('communities.removeMember', { communityId: id, personId })
    await expect(remove(member, people.observer)).rejects.toEqual(refusal('forbidden'))
    await expect(remove(facilitator, owner)).rejects.toEqual(refusal('forbidden'))
    await expect(remove(owner, owner)).rejects.toEqual(refusal('conflict', 'communities.last-owner'))
    await member.client.follow(`community/${id}`)
    const ended = member.client.next('ended')
    const seen = await foldCheck(server, [`community/${id}`, memberStream(member)], () => remove(facilitator, member))
    expect(Object.values(seen)).toEqual([['communities.memberRemoved'], ['communities.membershipLost']])
    expect(await ended).toMatchObject({ stream: `community/${id}` })
    await expect(member.client.follow(`community/${id}`)).rejects.toEqual(refusal('not-found'))
    await expect(remove(facilitator, member)).rejects.toEqual(refusal('not-found', 'member.not-found'))
  })

  test('CO43 a new name of a person reaches each of their communities', async () => {
    const someone = await newPerson(server, 'Before Marriage')
    const [one, two] = [await newCommunity(people), await newCommunity(people)]
    for (const { id, owner } of [one, two])
      await owner.client.call('communities.addMember', { communityId: id, personId: someone.personId })
    const streams = [`community/${one.id}`, `community/${two.id}`, memberStream(someone)] as const
    const seen = await foldCheck(server, streams, () =>
      someone.client.call('identity.changeProfile', { name: 'After Marriage' }),
    )
    for (const { id } of [one, two]) expect(seen[`community/${id}`]).toEqual(['communities.memberChanged'])
    const { snapshot } = await people.owner.client.follow(`community/${one.id}`)
    expect(JSON.stringify(snapshot)).toContain('After Marriage')
    const quiet = foldCheck(server, [`community/${one.id}`], () =>
      someone.client.call('identity.changeProfile', { place: 'Elgin' }),
    )
    await expect(quiet).rejects.toThrow('no event')
    someone.client.close()
  })
})

import { apply, type Snapshot, slices } from '@convene/protocol'
import { eventOf, loadSnapshot } from '../../kit/snapshot.ts'
import { foldCheck } from '../../testing/fold-check.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'
import { idIn, newCommunity, newPeople, newPerson, refusal } from './test-community.ts'

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

describe('founding and finding', () => {
  test('CO1 whoever starts a community is its first owner, and the new streams fold from nothing', async () => {
    const { owner } = people
    const seen = await foldCheck(server, [`member/${owner.personId}`], async () => {
      const made = await owner.client.call('communities.create', { handle: 'first', name: 'First', timeZone: 'UTC' })
      const stream = `community/${idIn(made, 'communityId')}` as const
      const empty: Snapshot = { community: null, organizations: [], members: [], channels: [], meetings: [] }
      const events = (await server.store.read(stream, 1, 100)).map(eventOf)
      expect(events.map((event) => event.type)).toEqual(['communities.created', 'communities.memberJoined'])
      const loaders = server.features.flatMap((feature) => feature.slices ?? [])
      const stored = await loadSnapshot(server.store, stream, loaders)
      expect(events.reduce((state, event) => apply(slices, state, event), empty)).toEqual(stored)
      expect(stored).toMatchObject({ members: [{ personId: owner.personId, role: 'owner', joinedHow: 'founder' }] })
    })
    expect(seen).toEqual({ [`member/${owner.personId}`]: ['communities.membershipGained'] })
  })

  test('CO2 a handle belongs to one community', async () => {
    const { handle } = await newCommunity(people)
    const again = { handle, name: 'Other', timeZone: 'UTC' }
    await expect(people.stranger.client.call('communities.create', again)).rejects.toEqual(
      refusal('conflict', 'communities.handle-taken'),
    )
    for (const bad of ['Upper', 'a', '-dash', 'space here', 'é'])
      await expect(people.owner.client.call('communities.create', { ...again, handle: bad })).rejects.toEqual(
        refusal('invalid'),
      )
  })

  test('CO3 a community that names nothing has no functions, three seasons and three kinds', async () => {
    const { id, owner } = await newCommunity(people)
    const { snapshot } = await owner.client.follow(`community/${id}`)
    expect(snapshot).toMatchObject({
      community: {
        functions: [],
        seasons: [{ id: 'fall' }, { id: 'winter' }, { id: 'spring' }],
        organizationKinds: [{ id: 'organization' }, { id: 'partner' }, { id: 'government' }],
      },
    })
  })

  test('CO4 public communities are found, then listed ones; hidden ones never', async () => {
    const hidden = await newCommunity(people, { visibility: 'hidden' })
    const listed = await newCommunity(people, { visibility: 'listed' })
    const open = await newCommunity(people, { visibility: 'public' })
    const found = JSON.stringify(await people.stranger.client.call('communities.discover'))
    expect(found).not.toContain(hidden.id)
    expect(found.indexOf(open.id)).toBeGreaterThan(0)
    expect(found.indexOf(listed.id)).toBeGreaterThan(found.indexOf(open.id))
    expect(JSON.parse(found).communities).toContainEqual(expect.objectContaining({ id: open.id, members: 4 }))
    const mine = JSON.stringify(await people.member.client.call('communities.mine'))
    expect(mine).toContain(hidden.id)
    expect(JSON.stringify(await people.stranger.client.call('communities.mine'))).not.toContain(open.id)
  })

  test('CO5 a handle tells the standing of who asks', async () => {
    const open = await newCommunity(people, { joinPolicy: 'open' })
    const listed = await newCommunity(people)
    const hidden = await newCommunity(people, { visibility: 'hidden', joinPolicy: 'open' })
    const ask = (who: keyof typeof standings, handle: string) =>
      people[who].client.call('communities.resolve', { handle })
    const standings = { owner: 'owner', facilitator: 'facilitator', member: 'member', observer: 'observer' }
    for (const who of ['owner', 'facilitator', 'member', 'observer'] as const)
      expect(await ask(who, hidden.handle)).toMatchObject({ standing: { role: standings[who] } })
    const { client } = people.stranger
    expect(await client.call('communities.resolve', { handle: open.handle })).toMatchObject({
      standing: { role: 'guest' },
    })
    expect(await client.call('communities.resolve', { handle: listed.handle })).toMatchObject({ standing: null })
    for (const handle of [hidden.handle, 'nowhere'])
      await expect(client.call('communities.resolve', { handle })).rejects.toEqual(
        refusal('not-found', 'community.not-found'),
      )
  })

  test('CO6 streams are for those they concern', async () => {
    const open = await newCommunity(people, { joinPolicy: 'open' })
    const closed = await newCommunity(people, { joinPolicy: 'request', visibility: 'public' })
    const hidden = await newCommunity(people, { joinPolicy: 'open', visibility: 'hidden' })
    const { stranger, member, observer, facilitator, owner } = people
    await expect(stranger.client.follow(`community/${open.id}`)).resolves.toMatchObject({ seq: 5 })
    for (const { id } of [closed, hidden]) {
      await expect(stranger.client.follow(`community/${id}`)).rejects.toEqual(refusal('not-found'))
      for (const { client } of [member, observer]) await client.follow(`community/${id}`)
    }
    for (const { client } of [stranger, observer, member])
      await expect(client.follow(`moderation/${open.id}`)).rejects.toEqual(refusal('not-found'))
    for (const { client } of [facilitator, owner])
      await expect(client.follow(`moderation/${open.id}`)).resolves.toMatchObject({ snapshot: { invitations: [] } })
  })
})

describe('changing', () => {
  test('CO10 an owner changes a community, others may not', async () => {
    const { id } = await newCommunity(people)
    const change = { communityId: id, purpose: 'To learn', functions: [{ id: 'one', name: { en: 'One' } }] }
    const seen = await foldCheck(server, [`community/${id}`], () =>
      people.owner.client.call('communities.change', change),
    )
    expect(seen).toEqual({ [`community/${id}`]: ['communities.changed'] })
    for (const who of ['facilitator', 'member', 'observer'] as const)
      await expect(people[who].client.call('communities.change', change)).rejects.toEqual(refusal('forbidden'))
    await expect(people.stranger.client.call('communities.change', change)).rejects.toEqual(refusal('not-found'))
    const { snapshot } = await people.member.client.follow(`community/${id}`)
    expect(snapshot).toMatchObject({ community: { purpose: 'To learn', functions: [{ id: 'one' }] } })
  })

  test('CO11 a new name reaches every member', async () => {
    const { id } = await newCommunity(people)
    const streams = [people.owner, people.observer].map(({ personId }) => `member/${personId}` as const)
    const seen = await foldCheck(server, [`community/${id}`, ...streams], () =>
      people.owner.client.call('communities.change', { communityId: id, name: 'New name' }),
    )
    for (const stream of streams) expect(seen[stream]).toEqual(['communities.membershipRenamed'])
    expect(JSON.stringify(await people.observer.client.call('communities.mine'))).toContain('New name')
  })

  test('CO12 ids differ, and a kind in use stays', async () => {
    const { id, owner } = await newCommunity(people)
    await owner.client.call('communities.addOrganization', { communityId: id, name: 'Elgin', kindId: 'partner' })
    const one = { id: 'same', name: { en: 'One' } }
    const call = (fields: object) => owner.client.call('communities.change', { communityId: id, ...fields })
    await expect(call({ functions: [one, one] })).rejects.toEqual(refusal('invalid'))
    await expect(call({ organizationKinds: [one] })).rejects.toEqual(refusal('conflict', 'communities.kind-in-use'))
    await expect(call({ organizationKinds: [{ id: 'partner', name: { en: 'P' } }] })).resolves.toEqual({})
  })

  test('CO13 guests lose the stream at once when an open community closes', async () => {
    const { id, owner, member } = await newCommunity(people, { joinPolicy: 'open' })
    const guest = await newPerson(server, 'Gus Guest')
    await guest.client.follow(`community/${id}`)
    await member.client.follow(`community/${id}`)
    const ended = guest.client.next('ended')
    await owner.client.call('communities.change', { communityId: id, joinPolicy: 'invite' })
    expect(await ended).toMatchObject({ stream: `community/${id}` })
    await owner.client.call('communities.change', { communityId: id, purpose: 'Ours' })
    await member.client.until((event, stream) => stream.endsWith(id) && JSON.stringify(event).includes('Ours'))
    expect(JSON.stringify(guest.client.events)).not.toContain('Ours')
    guest.client.close()
  })
})

describe('organizations', () => {
  test('CO20 facilitators add, change and remove organizations, members may not', async () => {
    const { id, facilitator, member, stranger } = await newCommunity(people)
    const draft = { communityId: id, name: 'Elgin', kindId: 'organization', area: 'Elgin County' }
    const seen = await foldCheck(server, [`community/${id}`], async () => {
      const made = await facilitator.client.call('communities.addOrganization', draft)
      const organizationId = idIn(made, 'organizationId')
      const change = { ...draft, id: organizationId, name: 'Elgin Network', partOf: undefined }
      const removal = { communityId: id, organizationId }
      await expect(member.client.call('communities.changeOrganization', change)).rejects.toEqual(refusal('forbidden'))
      await expect(member.client.call('communities.removeOrganization', removal)).rejects.toEqual(refusal('forbidden'))
      await facilitator.client.call('communities.changeOrganization', change)
      await facilitator.client.call('communities.addOrganization', { ...draft, partOf: organizationId })
      const other = idIn(
        await facilitator.client.call('communities.addOrganization', { ...draft, name: 'Gone soon' }),
        'organizationId',
      )
      await facilitator.client.call('communities.removeOrganization', { communityId: id, organizationId: other })
    })
    expect(seen[`community/${id}`]).toEqual(
      ['Added', 'Changed', 'Added', 'Added', 'Removed'].map((what) => `communities.organization${what}`),
    )
    await expect(member.client.call('communities.addOrganization', draft)).rejects.toEqual(refusal('forbidden'))
    await expect(stranger.client.call('communities.addOrganization', draft)).rejects.toEqual(refusal('not-found'))
  })

  test('CO21 an organization has its own name, a known kind and a sound place', async () => {
    const { id, facilitator } = await newCommunity(people)
    const add = (fields: object) =>
      facilitator.client.call('communities.addOrganization', { communityId: id, kindId: 'organization', ...fields })
    const upper = idIn(await add({ name: 'Upper' }), 'organizationId')
    const lower = idIn(await add({ name: 'Lower', partOf: upper }), 'organizationId')
    await expect(add({ name: '  upper ' })).rejects.toEqual(refusal('conflict', 'communities.organization-name-taken'))
    await expect(add({ name: 'X', kindId: 'circus' })).rejects.toEqual(refusal('invalid', 'communities.no-such-kind'))
    await expect(add({ name: 'X', partOf: 'nothing' })).rejects.toEqual(
      refusal('invalid', 'communities.no-such-organization'),
    )
    const loop = { communityId: id, id: upper, name: 'Upper', kindId: 'organization', partOf: lower }
    await expect(facilitator.client.call('communities.changeOrganization', loop)).rejects.toEqual(
      refusal('invalid', 'communities.part-of-itself'),
    )
    const elsewhere = await newCommunity(people)
    await expect(
      facilitator.client.call('communities.changeOrganization', { ...loop, communityId: elsewhere.id }),
    ).rejects.toEqual(refusal('not-found', 'organization.not-found'))
  })

  test('CO22 an organization in use stays', async () => {
    const { id, facilitator, member } = await newCommunity(people)
    const add = async (name: string, partOf?: string) =>
      idIn(
        await facilitator.client.call('communities.addOrganization', {
          communityId: id,
          kindId: 'partner',
          name,
          partOf,
        }),
        'organizationId',
      )
    const remove = (organizationId: string) =>
      facilitator.client.call('communities.removeOrganization', { communityId: id, organizationId })
    const upper = await add('Upper')
    const lower = await add('Lower', upper)
    const employer = { communityId: id, personId: member.personId, worksFor: lower }
    await facilitator.client.call('communities.changeMember', employer)
    const inUse = refusal('conflict', 'communities.organization-in-use')
    await expect(remove(upper)).rejects.toEqual(inUse)
    await expect(remove(lower)).rejects.toEqual(inUse)
    await facilitator.client.call('communities.changeMember', { ...employer, worksFor: null })
    await expect(remove(lower)).resolves.toEqual({})
    await expect(remove(upper)).resolves.toEqual({})
    await expect(remove(upper)).rejects.toEqual(refusal('not-found'))
  })
})

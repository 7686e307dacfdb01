import { openMongoStore } from '@convene/store/mongo'
import { describeWith, type Mongo, startMongo, systemClock } from '@convene/testkit'
import { connect, tokenFor } from '../../testing/client.ts'
import { foldCheck } from '../../testing/fold-check.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'
import { idIn, newCommunity, newPeople, newPerson, refusal, type TestPerson } from './test-community.ts'

describeWith(['mongo'], 'communities of several nodes on MongoDB', () => {
  let mongo: Mongo
  let one: TestServer
  let two: TestServer
  let people: Awaited<ReturnType<typeof newPeople>>
  beforeAll(async () => {
    mongo = await startMongo()
    one = await node()
    two = await node()
    people = await newPeople(one)
  }, 120_000)
  afterAll(async () => {
    people?.close()
    for (const at of [one, two]) await at?.dispose()
    await mongo?.stop()
  })
  const node = () =>
    startServer({
      openStore: (tables, migrations) =>
        openMongoStore({ url: mongo.database('communities'), tables, migrations, clock: systemClock, windowMs: 0 }),
    })

  /** The same person on the other node. */
  async function elsewhere({ handle, ...person }: TestPerson): Promise<TestPerson> {
    const { token } = await tokenFor(two.url, handle)
    return { ...person, handle, client: await connect(two.url, { token }) }
  }
  const statuses = (results: readonly PromiseSettledResult<unknown>[]) => results.map(({ status }) => status).sort()

  test('CO2 of two who take a handle at once on two nodes, one has it', async () => {
    const owners = [people.owner, await elsewhere(people.stranger)]
    for (let round = 0; round < 5; round++) {
      const input = { handle: `race-${round}`, name: 'Race', timeZone: 'UTC' }
      const made = await Promise.allSettled(owners.map(({ client }) => client.call('communities.create', input)))
      expect(statuses(made)).toEqual(['fulfilled', 'rejected'])
      for (const result of made)
        if (result.status === 'rejected') expect(result.reason).toEqual(refusal('conflict', 'communities.handle-taken'))
    }
    owners[1]?.client.close()
  })

  test('CO33 owners who leave at once on two nodes leave one', async () => {
    const other = await elsewhere(people.facilitator)
    for (let round = 0; round < 5; round++) {
      const { id, owner, facilitator } = await newCommunity(people)
      const promotion = { communityId: id, personId: facilitator.personId, role: 'owner' }
      await owner.client.call('communities.changeMember', promotion)
      const leave = ({ client }: TestPerson) => client.call('communities.leave', { communityId: id })
      const left = await Promise.allSettled([leave(owner), leave(other)])
      expect(statuses(left)).toEqual(['fulfilled', 'rejected'])
    }
    other.client.close()
  })

  test('CO52 the last places go to as many as there are, on two nodes', async () => {
    const { id, facilitator } = await newCommunity(people)
    const invited = await facilitator.client.call('communities.invite', { communityId: id, kind: 'link', uses: 3 })
    const token = idIn(invited, 'link').split('/join/').at(-1)
    const here = await Promise.all(['A', 'B', 'C', 'D'].map((name) => newPerson(one, name)))
    const there = await Promise.all(here.slice(2).map(elsewhere))
    const crowd = [...here.slice(0, 2), ...there, ...here.slice(2)]
    const streams = [`moderation/${id}`, `community/${id}`] as const
    await foldCheck(one, streams, () =>
      Promise.allSettled(crowd.map(({ client }) => client.call('communities.acceptInvitation', { token }))),
    )
    const { snapshot } = await people.owner.client.follow(`community/${id}`)
    expect(snapshot?.members).toHaveLength(4 + 3)
    for (const { client } of [...here, ...there]) client.close()
  })

  test('CO54 wrong PINs on two nodes are counted together', async () => {
    const { id, facilitator, stranger } = await newCommunity(people)
    const paper = await facilitator.client.call('communities.invite', { communityId: id, kind: 'paper' })
    const [code, pin] = [idIn(paper, 'code'), idIn(paper, 'pin')]
    const wrong = String((Number(pin) + 1) % 1_000_000).padStart(6, '0')
    const there = await elsewhere(stranger)
    const tries = [stranger, there, stranger, there, stranger, there, there, stranger]
    await Promise.allSettled(
      tries.map(({ client }) => client.call('communities.acceptInvitation', { code, pin: wrong })),
    )
    await expect(there.client.call('communities.acceptInvitation', { code, pin })).rejects.toEqual(
      refusal('forbidden', 'communities.invitation-blocked'),
    )
    there.client.close()
  })
})

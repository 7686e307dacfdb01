import { communities, streamOf } from '@convene/protocol'
import { connect, type TestClient, tokenFor } from '../../testing/client.ts'
import { foldCheck } from '../../testing/fold-check.ts'
import { registered } from '../../testing/people.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'

let server: TestServer
let ida: TestClient
let jon: TestClient
let ids: { ida: string; jon: string }
beforeAll(async () => {
  server = await startServer()
  const [one, two] = [
    await registered(server, 'ida', { handle: 'ida' }),
    await registered(server, 'jon', { handle: 'jon' }),
  ]
  ids = { ida: one.personId, jon: two.personId }
  ida = await connect(server.url, await tokenFor(server.url, 'ida'))
  jon = await connect(server.url, await tokenFor(server.url, 'jon'))
})
afterAll(async () => {
  ida?.close()
  jon?.close()
  await server?.dispose()
})
const refused = (reason: string) => ({ error: expect.objectContaining({ reason }) })
const member = (personId: string) => ({
  personId,
  name: 'x',
  role: 'member' as const,
  stage: 'newcomer' as const,
  joinedAt: 0,
  joinedHow: 'added' as const,
})
const joins = (communityId: string, personId: string) =>
  server.executor.change(({ emit }) => emit(communityId, communities.memberJoined, { member: member(personId) }))
const leaves = (communityId: string, personId: string) =>
  server.executor.change(({ emit }) => emit(communityId, communities.memberRemoved, { personId }))

test('ID26 a person changes their profile and settings, and their pages hear of it', async () => {
  const stream = streamOf('member', ids.ida)
  const seen = await foldCheck(server, [stream], async () => {
    await ida.call('identity.changeProfile', { name: 'Ida B', askAbout: 'Respite', languages: ['en', 'hi'] })
    await ida.call('identity.changeSettings', { theme: 'dark' })
    await ida.call('identity.changeSettings', { language: 'fr' })
  })
  expect(seen[stream]).toEqual(Array.from({ length: 3 }, () => 'identity.profileChanged'))
  expect(await ida.call('identity.me')).toMatchObject({
    me: { name: 'Ida B', askAbout: 'Respite', settings: { theme: 'dark', language: 'fr' } },
  })
})

test('ID26 a profile without a name is refused', async () => {
  await expect(ida.call('identity.changeProfile', { name: '  ' })).rejects.toMatchObject(
    refused('identity.changeProfile.invalid'),
  )
})

test('ID27 people see those they share a community with; others do not exist', async () => {
  const see = () => ida.call('identity.person', { personId: ids.jon })
  await joins('c-one', ids.ida)
  await joins('c-two', ids.jon)
  await expect(see()).rejects.toMatchObject(refused('person.not-found'))
  await joins('c-one', ids.jon)
  expect(await see()).toMatchObject({ person: { id: ids.jon, name: 'jon' } })
  await leaves('c-one', ids.jon)
  await expect(see()).rejects.toMatchObject(refused('person.not-found'))
  await expect(ida.call('identity.person', { personId: 'nobody' })).rejects.toMatchObject(refused('person.not-found'))
})

test('ID28 contact details and address are shown only as the person chooses', async () => {
  await joins('c-three', ids.ida)
  await joins('c-three', ids.jon)
  const see = () => ida.call('identity.person', { personId: ids.jon })
  await jon.call('identity.changeProfile', { contact: '555 0100' })
  expect(JSON.stringify(await see())).not.toMatch(/555 0100|jon@example/)
  await jon.call('identity.changeProfile', { showContact: true })
  expect(await see()).toMatchObject({ person: { contact: '555 0100' } })
})

test('ID29 a person’s own stream is theirs alone', async () => {
  expect((await jon.follow(streamOf('member', ids.jon))).snapshot).toMatchObject({ me: { id: ids.jon }, tokens: [] })
  await expect(ida.follow(streamOf('member', ids.jon))).rejects.toMatchObject({ error: { kind: 'not-found' } })
})

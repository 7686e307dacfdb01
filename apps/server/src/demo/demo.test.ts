import { respiteFunctions } from '@convene/domain'
import { systemClock } from '@convene/testkit'
import { communitiesTable, membersOf } from '../features/communities/index.ts'
import { peopleTable } from '../features/identity/index.ts'
import { KEY_KEPT_MS } from '../kit/keys.ts'
import { connect, tokenFor } from '../testing/client.ts'
import { communityNamed } from '../testing/places.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'
import { demoPeople } from './content/people.ts'
import { seedDemo } from './index.ts'
import { meetingDates } from './meeting-dates.ts'

const servers: TestServer[] = []
async function started(options: Parameters<typeof startServer>[0] = {}): Promise<TestServer> {
  const server = await startServer(options)
  servers.push(server)
  return server
}
afterEach(async () => {
  for (const server of servers.splice(0)) await server.dispose()
})

/** Everything in the store but ids and times: by table or log, how much there is. */
async function contents({ store }: TestServer): Promise<Record<string, number>> {
  const counted: Record<string, number> = {}
  for await (const record of store.dump()) {
    const name = record.kind === 'row' ? record.table : record.kind === 'log' ? 'logs' : 'entries'
    if (!IGNORED.has(name)) counted[name] = (counted[name] ?? 0) + 1
  }
  return counted
}
/** Come and go by themselves. */
const IGNORED = new Set(['kit-leases'])

async function rolesIn({ store }: TestServer, handle: string): Promise<Record<string, string>> {
  const community = await store.find(communitiesTable, 'byHandle', [handle])
  const members = await membersOf(store, community?.id ?? '')
  const roles: [string, string][] = []
  for (const { personId, role } of members) roles.push([(await store.get(peopleTable, personId))?.handle ?? '', role])
  return Object.fromEntries(roles)
}

test('DS1 communities and people are there under their handles, each in their role', async () => {
  const server = await started()
  await seedDemo(server)
  expect(await rolesIn(server, 'respite')).toEqual({
    owner: 'owner',
    coordinator: 'facilitator',
    partner: 'member',
    ministry: 'member',
    observer: 'observer',
  })
  expect(await rolesIn(server, 'heplink')).toEqual({ owner: 'owner', steward: 'facilitator', nurse: 'member' })
  expect(await rolesIn(server, 'southasia')).toEqual({
    owner: 'owner',
    organizer: 'facilitator',
    fieldworker: 'member',
  })
  const policies = []
  for (const handle of ['respite', 'heplink', 'southasia'])
    policies.push(await server.store.find(communitiesTable, 'byHandle', [handle]))
  expect(policies).toMatchObject([
    { joinPolicy: 'invite', visibility: 'listed', timeZone: 'America/Toronto', languages: ['en', 'fr'] },
    { joinPolicy: 'request', visibility: 'listed' },
    { joinPolicy: 'open', visibility: 'public' },
  ])
  for (const { handle } of demoPeople) await expect(tokenFor(server.url, handle)).resolves.toHaveProperty('token')
})

test('DS2 members of respite may post in its first channel, and its first meeting has draft minutes', async () => {
  const server = await started()
  await seedDemo(server)
  let meetingId = ''
  for (const person of ['coordinator', 'partner', 'ministry', 'owner']) {
    const client = await connect(server.url, await tokenFor(server.url, person))
    const place = await communityNamed(client, 'respite')
    await client.call('chat.post', { channelId: place.channels[0]?.id, text: 'Good morning' })
    meetingId = place.meetings[0]?.id ?? ''
    expect(place.channels[0]?.name).toBe('general')
    expect(place.meetings).toHaveLength(3)
    client.close()
  }
  const observer = await connect(server.url, await tokenFor(server.url, 'observer'))
  const { snapshot } = await observer.follow(`meeting/${meetingId}`)
  expect(snapshot).toMatchObject({
    meeting: {
      minutes: 'draft',
      notes: {
        sections: [{ id: 'opening' }, ...respiteFunctions.map(({ id }) => ({ functionId: id })), { id: 'closing' }],
      },
    },
  })
  observer.close()
})

test('DS3 seeding again changes nothing', async () => {
  const server = await started()
  await seedDemo(server)
  const before = await contents(server)
  await seedDemo(server)
  expect(await contents(server)).toEqual(before)
  const restarted = await server.restart()
  servers.splice(servers.indexOf(server), 1, restarted)
  await seedDemo(restarted)
  expect(await contents(restarted)).toEqual(before)
})

test('DS4 interrupted anywhere, it goes on and ends as if it had not been', async () => {
  const whole = await started()
  await seedDemo(whole)
  const wanted = await contents(whole)
  for (const commands of [0, 1, 7, 30, 60]) {
    const server = await started()
    await expect(seedDemo(stoppingAfter(server, commands))).rejects.toThrow('stopped')
    expect(await contents(server)).not.toEqual(wanted)
    await seedDemo(server)
    expect(await contents(server)).toEqual(wanted)
  }
  const early = await started()
  let registered = 0
  const register: TestServer['register'] = (input) =>
    ++registered > 4 ? Promise.reject(new Error('stopped')) : early.register(input)
  await expect(seedDemo({ ...early, register })).rejects.toThrow('stopped')
  await seedDemo(early)
  expect(await contents(early)).toEqual(wanted)
})

/** Lets so many commands be done, and the answer of the last be lost. */
function stoppingAfter(server: TestServer, commands: number): Parameters<typeof seedDemo>[0] {
  let done = 0
  const execute: TestServer['executor']['execute'] = async (name, input, caller) => {
    if (done > commands) throw new Error('stopped')
    done++
    const output = await server.executor.execute(name, input, caller)
    if (done > commands) throw new Error('stopped')
    return output
  }
  return { ...server, executor: { execute } }
}

test('DS5 a store with people of its own is left as it is', async () => {
  const server = await started()
  await server.register({ email: 'someone@example.org', name: 'Someone' })
  const before = await contents(server)
  await seedDemo(server)
  expect(await contents(server)).toEqual(before)
})

test('DS6 seeding takes less than 3 seconds', async () => {
  const server = await started({ windowMs: 16 })
  const start = systemClock.now()
  await seedDemo(server)
  expect(systemClock.now() - start).toBeLessThan(3000)
})

test('DS7 meetings are the last, or one due within a week, and those that follow, on second Thursdays', () => {
  const seasons = [
    { id: 'winter', name: 'Winter', month: 2, utcHour: 15 },
    { id: 'spring', name: 'Spring', month: 5, utcHour: 14 },
    { id: 'fall', name: 'Fall', month: 11, utcHour: 15 },
  ]
  const from = (now: string) =>
    meetingDates(Date.parse(now), seasons, 3).map(({ startsAt }) => new Date(startsAt).toISOString().slice(0, 16))
  const cycle = ['2026-11-12T15:00', '2027-02-11T15:00', '2027-05-13T14:00']
  expect(from('2026-11-22T12:00:00Z')).toEqual(cycle)
  expect(from('2026-11-05T15:00:00Z')).toEqual(cycle)
  expect(from('2027-02-04T14:00:00Z')).toEqual(cycle)
  expect(from('2026-11-05T14:59:59Z')).toEqual(['2026-05-14T14:00', ...cycle.slice(0, 2)])
  expect(from('2027-01-01T00:00:00Z')).toEqual(cycle)
})

test('DS8 what was left half done too long ago is not taken up again', async () => {
  let aheadMs = 0
  const server = await started({ clock: { ...systemClock, now: () => systemClock.now() + aheadMs } })
  await expect(seedDemo(stoppingAfter(server, 7))).rejects.toThrow('stopped')
  aheadMs = KEY_KEPT_MS + 1
  const before = await contents(server)
  await seedDemo(server)
  expect(await contents(server)).toEqual(before)
})

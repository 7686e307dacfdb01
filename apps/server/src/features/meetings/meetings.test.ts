import type { meetings } from '@convene/protocol'
import WebSocket from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { seedDemo } from '../../demo/index.ts'
import { connect, type TestClient, tokenFor } from '../../testing/client.ts'
import { foldCheck } from '../../testing/fold-check.ts'
import { communityNamed, type Place } from '../../testing/places.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'

const HOUR_MS = 3_600_000
const START = 1_900_000_000_000

let server: TestServer
let coordinator: TestClient
let partner: TestClient
let observer: TestClient
let visitor: TestClient
let place: Place
const providers: WebsocketProvider[] = []

beforeAll(async () => {
  server = await startServer()
  await seedDemo(server)
  coordinator = await clientOf('coordinator')
  partner = await clientOf('partner')
  observer = await clientOf('observer')
  visitor = await clientOf('visitor')
  place = await communityNamed(coordinator, 'respite')
})
afterAll(async () => {
  for (const provider of providers) provider.destroy()
  for (const client of [coordinator, partner, observer, visitor]) client?.close()
  await server?.dispose()
})

const clientOf = async (person: string) => connect(server.url, { token: (await tokenFor(server.url, person)).token })
const refusal = (kind: string) => expect.objectContaining({ error: expect.objectContaining({ kind }) })

const plan = (more: object = {}) => ({
  communityId: place.id,
  title: 'Winter meeting',
  startsAt: START,
  endsAt: START + 2 * HOUR_MS,
  timeZone: 'America/Toronto',
  ...more,
})
async function schedule(by = coordinator, more: object = {}): Promise<string> {
  return ((await by.call('meetings.schedule', plan(more))) as { meetingId: string }).meetingId
}
const meetingOf = async (id: string, by = coordinator) =>
  ((await by.follow(`meeting/${id}`)).snapshot as { meeting: meetings.Meeting }).meeting

function open(docName: string, token: string) {
  const doc = new Y.Doc()
  const provider = new WebsocketProvider(`${server.url.replace('http', 'ws')}/notes`, docName, doc, {
    params: { token },
    WebSocketPolyfill: WebSocket as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  providers.push(provider)
  const closed = new Promise<number>((resolve) => provider.on('connection-close', (event) => resolve(event?.code ?? 0)))
  const synced = new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  return { doc, provider, synced, closed }
}

/** Resolves when the document's text in this fragment is as wanted. */
const until = (doc: Y.Doc, fragment: string, wanted: string) =>
  new Promise<void>((resolve) => {
    const look = () => {
      if (!doc.getXmlFragment(fragment).toString().includes(wanted)) return
      doc.off('update', look)
      resolve()
    }
    doc.on('update', look)
    look()
  })

test('MT1 MT3 a scheduled meeting has its streams, its talk and its notes', async () => {
  let id = ''
  const seen = await foldCheck(server, [`community/${place.id}`], async () => {
    id = await schedule()
  })
  expect(seen).toEqual({ [`community/${place.id}`]: ['chat.channelOpened', 'meetings.announced'] })
  const meeting = await meetingOf(id, partner)
  expect(meeting.notes.sections.map((section) => section.title.en)).toEqual([
    'Opening',
    'Local System Coordination, Management and Planning',
    'Determination of Need and Priority Setting',
    'Training and Development',
    'Promotion and Awareness',
    'Partnerships and Capacity Building',
    'Recruitment and Retention',
    'Equipment and Resources',
    'Closing',
  ])
  const { token } = await tokenFor(server.url, 'partner')
  const { doc, synced } = open(meeting.notes.docName, token)
  await synced
  for (const section of meeting.notes.sections)
    expect(doc.getXmlFragment(`sec:${section.id}`).toString()).toBe('<paragraph></paragraph>')
  expect((await partner.follow(`channel/${meeting.channelId}`)).snapshot).toMatchObject({ channel: { meetingId: id } })
})

test('MT2 only facilitators schedule and change meetings', async () => {
  await expect(schedule(partner)).rejects.toEqual(refusal('forbidden'))
  await expect(schedule(observer)).rejects.toEqual(refusal('forbidden'))
  await expect(schedule(visitor)).rejects.toEqual(refusal('not-found'))
  const id = await schedule()
  await expect(partner.call('meetings.change', { meetingId: id, title: 'Mine' })).rejects.toEqual(refusal('forbidden'))
  await expect(visitor.call('meetings.change', { meetingId: id, title: 'Mine' })).rejects.toEqual(refusal('not-found'))
  await expect(visitor.follow(`meeting/${id}`)).rejects.toEqual(refusal('not-found'))
})

test('MT4 impossible times, zones and seasons are refused', async () => {
  await expect(schedule(coordinator, { endsAt: START })).rejects.toEqual(refusal('invalid'))
  await expect(schedule(coordinator, { endsAt: START + 8 * 24 * HOUR_MS })).rejects.toEqual(refusal('invalid'))
  await expect(schedule(coordinator, { timeZone: 'Toronto/Nowhere' })).rejects.toEqual(refusal('invalid'))
  await expect(schedule(coordinator, { seasonId: 'monsoon' })).rejects.toEqual(refusal('invalid'))
  await expect(schedule(coordinator, { callLink: 'javascript:alert(1)' })).rejects.toEqual(refusal('invalid'))
})

test('MT5 MT7 a change reaches both streams, and meetings stay in order of their start', async () => {
  const id = await schedule(coordinator, { title: 'Moved' })
  const seen = await foldCheck(server, [`meeting/${id}`, `community/${place.id}`], () =>
    coordinator.call('meetings.change', {
      meetingId: id,
      place: 'London, Ontario',
      startsAt: START - 48 * HOUR_MS,
      endsAt: START - 46 * HOUR_MS,
    }),
  )
  expect(seen).toEqual({ [`meeting/${id}`]: ['meetings.changed'], [`community/${place.id}`]: ['meetings.updated'] })
  expect(await meetingOf(id, partner)).toMatchObject({ place: 'London, Ontario', startsAt: START - 48 * HOUR_MS })
  const { meetings: listed } = (await partner.follow(`community/${place.id}`)).snapshot as {
    meetings: meetings.MeetingSummary[]
  }
  const starts = listed.map((meeting) => meeting.startsAt)
  expect(starts).toEqual([...starts].sort((a, b) => a - b))
})

test('MT6 members write, observers read, strangers see nothing', async () => {
  const { notes } = await meetingOf(await schedule())
  const [one, two, three, four] = await Promise.all(
    ['coordinator', 'partner', 'observer', 'visitor'].map(async (person) =>
      open(notes.docName, (await tokenFor(server.url, person)).token),
    ),
  )
  if (!one || !two || !three || !four) throw new Error('four people')
  expect(await four.closed).toBe(4404)
  await Promise.all([one.synced, two.synced, three.synced])
  three.doc.getXmlFragment('sec:opening').push([new Y.XmlText('observer was here')])
  const paragraph = one.doc.getXmlFragment('sec:opening').get(0)
  if (!(paragraph instanceof Y.XmlElement)) throw new Error('a seeded paragraph')
  paragraph.insert(0, [new Y.XmlText('Present: nine networks')])
  await until(two.doc, 'sec:opening', 'Present: nine networks')
  await until(three.doc, 'sec:opening', 'Present: nine networks')
  expect(two.doc.getXmlFragment('sec:opening').toString()).not.toContain('observer was here')
})

test('MT8 who is removed is cut from the notes at once', async () => {
  const { notes } = await meetingOf(await schedule())
  const nurse = await tokenFor(server.url, 'nurse')
  await coordinator.call('communities.addMember', { communityId: place.id, personId: nurse.personId })
  const { synced, closed } = open(notes.docName, nurse.token)
  await synced
  await coordinator.call('communities.removeMember', { communityId: place.id, personId: nurse.personId })
  expect([4403, 4404]).toContain(await closed)
})

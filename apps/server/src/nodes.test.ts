import { openMongoStore } from '@convene/store/mongo'
import {
  type Clock,
  describeWith,
  freePort,
  type Mongo,
  type Redis,
  startMongo,
  startRedis,
  systemClock,
  tempFolder,
} from '@convene/testkit'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { z } from 'zod'
import { seedDemo } from './demo/index.ts'
import type { Bus } from './kit/bus.ts'
import { openRedisBus } from './kit/redis-bus.ts'
import { type ChildServer, childServer } from './testing/child-server.ts'
import { connect, type TestClient, tokenFor } from './testing/client.ts'
import { type NotesClient, openNotes } from './testing/notes-client.ts'
import { communityNamed, type Place } from './testing/places.ts'
import { startServer, type TestServer } from './testing/start-server.ts'

/** Two nodes of one deployment, and people on both. */
describeWith(['mongo', 'redis'], 'two nodes', () => {
  let mongo: Mongo
  let redis: Redis
  let busA: Bus
  let a: TestServer
  let b: TestServer
  let place: Place
  let aheadOnB = 0
  const opened: { close(): void }[] = []

  beforeAll(async () => {
    ;[mongo, redis] = await Promise.all([startMongo(), startRedis()])
    busA = await bus()
    a = await startServer({ ...onMongo(systemClock), bus: busA })
    await seedDemo(a)
    const clock: Clock = { now: () => systemClock.now() + aheadOnB, after: systemClock.after }
    b = await startServer({ ...onMongo(clock), bus: await bus(), clock })
    const client = await clientOn(a, 'coordinator')
    place = await communityNamed(client, 'respite')
  }, 120_000)
  afterEach(() => {
    for (const { close } of opened.splice(0)) close()
  })
  afterAll(async () => {
    await Promise.all([a, b].map((server) => server?.dispose()))
    await Promise.all([mongo?.stop(), redis?.stop()])
  })

  const bus = () =>
    openRedisBus({ url: redis.url, clock: systemClock, log: pino({ level: 'silent' }), newId: () => v7() })
  const onMongo = (clock: Clock): Parameters<typeof startServer>[0] => ({
    openStore: (tables, migrations) =>
      openMongoStore({ url: mongo.database('nodes'), tables, migrations, clock, windowMs: 4 }),
  })
  async function clientOn(server: { url: string }, person: string): Promise<TestClient & { token: string }> {
    const { token } = await tokenFor(server.url, person)
    const client = await connect(server.url, { token })
    opened.push(client)
    return { ...client, token }
  }
  function notesOn(server: { url: string }, docName: string, token: string): NotesClient {
    const notes = openNotes(server.url, docName, token)
    opened.push({ close: () => notes.destroy() })
    return notes
  }
  const newChannel = async (client: TestClient, name: string) =>
    channelAnswer.parse(await client.call('chat.createChannel', { communityId: place.id, name })).channelId
  const docNameOf = async (client: TestClient) =>
    meetingShape.parse((await client.follow(`meeting/${place.meetings[0]?.id}`)).snapshot).meeting.notes.docName

  test('NB20 followers on either node see what writers on both post, in order and without gaps', async () => {
    const writers = [
      await clientOn(a, 'coordinator'),
      await clientOn(a, 'partner'),
      await clientOn(b, 'ministry'),
      await clientOn(b, 'owner'),
    ]
    const channelId = await newChannel(writers[0] ?? raise(), 'both sides')
    const followers = [await clientOn(a, 'observer'), await clientOn(b, 'observer'), ...writers]
    const starts = await Promise.all(followers.map((follower) => follower.follow(`channel/${channelId}`)))
    await Promise.all(
      writers.map(async (writer, at) => {
        for (let n = 0; n < 25; n++) await writer.call('chat.post', { channelId, text: `${at}: ${n}` })
      }),
    )
    const head = await a.store.head(`channel/${channelId}`)
    const [first, ...others] = await Promise.all(followers.map((follower) => eventsUpTo(follower, channelId, head)))
    expect(starts.map(({ seq }) => seq)).toEqual(starts.map(() => starts[0]?.seq))
    expect(first?.map(({ seq }) => seq)).toEqual(range((starts[0]?.seq ?? 0) + 1, head))
    expect(first?.filter(({ type }) => type === 'chat.posted')).toHaveLength(100)
    for (const other of others) expect(other).toEqual(first)
  })

  test('NB21 notes and the presence of their writers are the same on both nodes', async () => {
    const [one, two] = [await clientOn(a, 'coordinator'), await clientOn(b, 'partner')]
    const docName = await docNameOf(one)
    const [here, there] = [notesOn(a, docName, one.token), notesOn(b, docName, two.token)]
    await Promise.all([here, there].map((notes) => notes.until(() => notes.provider.synced)))
    for (let n = 0; n < 40; n++) {
      here.doc.getText('scratch').insert(0, 'a')
      there.doc.getText('scratch').insert(0, 'b')
      if (n % 8 === 0) await here.until(() => saved(here))
    }
    const whole = (notes: NotesClient) => notes.doc.getText('scratch').length === 80
    await Promise.all([here, there].map((notes) => notes.until(() => whole(notes))))
    expect(there.doc.getText('scratch').toString()).toBe(here.doc.getText('scratch').toString())

    const seen = new Promise<void>((resolve) => {
      here.provider.awareness.on('change', () => {
        const names = [...here.provider.awareness.getStates().values()].map((state) => state.mark)
        if (names.includes('from b')) resolve()
      })
    })
    there.provider.awareness.setLocalStateField('mark', 'from b')
    await seen
    const left = new Promise<void>((resolve) => {
      here.provider.awareness.on('change', () => {
        if (here.provider.awareness.getStates().size === 1) resolve()
      })
    })
    there.destroy()
    await left
  })

  test('NB22 a session ended on one node is over on the other within a second: socket, notes and calls', async () => {
    const [ending, ended] = [await clientOn(a, 'ministry'), await clientOn(b, 'ministry')]
    const notes = notesOn(b, await docNameOf(ended), ended.token)
    await notes.until(() => notes.provider.synced)
    const { sessions } = sessionsShape.parse(await ended.call('identity.sessions'))
    const sessionId = sessions.find(({ current }) => current)?.id
    const socketGone = ended.next('disconnect')
    const start = systemClock.now()
    await ending.call('identity.endSession', { sessionId })
    await Promise.all([socketGone, notes.until(() => notes.closeCodes.includes(4401))])
    expect(systemClock.now() - start).toBeLessThan(1_000)
    await expect(connect(b.url, { token: ended.token })).rejects.toThrow()
  })

  test('NB23 a membership ended on one node ends the streams and notes of that person on the other', async () => {
    const [owner, member] = [await clientOn(a, 'owner'), await clientOn(b, 'partner')]
    const streams = [`community/${place.id}`, `channel/${place.channels[0]?.id}`]
    for (const stream of streams) await member.follow(stream)
    const notes = notesOn(b, await docNameOf(member), member.token)
    await notes.until(() => notes.provider.synced)
    const ended: string[] = []
    const allEnded = new Promise<void>((resolve) => {
      member.socket.on('ended', ({ stream }: { stream: string }) => {
        ended.push(stream)
        if (streams.every((one) => ended.includes(one))) resolve()
      })
    })
    const { personId } = await tokenFor(b.url, 'partner')
    await owner.call('communities.removeMember', { communityId: place.id, personId })
    await Promise.all([allEnded, notes.until(() => notes.closeCodes.some((code) => code === 4403 || code === 4404))])
    await expect(member.follow(`community/${place.id}`)).rejects.toMatchObject({ error: { kind: 'not-found' } })
    await owner.call('communities.addMember', { communityId: place.id, personId, role: 'member' })
  })

  test('NB24 Redis stopped and started in the middle loses nothing: chat and notes only come late', async () => {
    const [one, two] = [await clientOn(a, 'coordinator'), await clientOn(b, 'ministry')]
    const channelId = await newChannel(one, 'while redis is away')
    const { seq } = await two.follow(`channel/${channelId}`)
    const docName = await docNameOf(one)
    const [here, there] = [notesOn(a, docName, one.token), notesOn(b, docName, two.token)]
    await Promise.all([here, there].map((notes) => notes.until(() => notes.provider.synced)))
    const say = (text: string) => one.call('chat.post', { channelId, text })
    await say('before')
    await redis.down('SIGKILL')
    for (let n = 0; n < 20; n++) await say(`meanwhile ${n}`)
    here.doc.getText('away').insert(0, 'written meanwhile')
    await here.until(() => saved(here))
    await redis.start()
    await say('after')
    const head = await a.store.head(`channel/${channelId}`)
    const events = await eventsUpTo(two, channelId, head)
    expect(events.map((event) => event.seq)).toEqual(range(seq + 1, head))
    await there.until(() => there.doc.getText('away').toString() === 'written meanwhile')
  })

  test('NB27 a session ended while Redis is away is ended on the other node all the same, from the store', async () => {
    const [ending, ended] = [await clientOn(a, 'ministry'), await clientOn(b, 'ministry')]
    const { sessions } = sessionsShape.parse(await ended.call('identity.sessions'))
    await redis.down('SIGKILL')
    const gone = ended.next('disconnect')
    await ending.call('identity.endSession', { sessionId: sessions.find(({ current }) => current)?.id })
    await gone
    await redis.start()
    expect(await ending.call('identity.me')).toBeDefined()
  })

  // Last of those on these nodes: it takes one of them off the bus.
  test('NB25 who is here is counted over nodes, and those on a node that died are gone after half a minute', async () => {
    const [one, two] = [await clientOn(a, 'coordinator'), await clientOn(b, 'ministry')]
    const communityId = place.id
    await two.follow(`community/${communityId}`)
    const both = new Promise<void>((resolve) => {
      two.socket.on('signal', ({ type, data }: { type: string; data: { count: number } }) => {
        if (type === 'presence.changed' && data.count === 2) resolve()
      })
    })
    await one.follow(`community/${communityId}`)
    await both
    expect(await two.call('presence.list', { communityId })).toMatchObject({ count: 2 })
    await busA.close()
    aheadOnB = 31_000
    expect(await two.call('presence.list', { communityId })).toMatchObject({ count: 1 })
  })
})

describeWith(['mongo', 'redis'], 'nodes as processes', () => {
  let mongo: Mongo
  let redis: Redis
  const children: ChildServer[] = []
  beforeAll(async () => {
    ;[mongo, redis] = await Promise.all([startMongo(), startRedis()])
  }, 60_000)
  afterAll(async () => {
    await Promise.all(children.map((child) => child.kill()))
    await Promise.all([mongo?.stop(), redis?.stop()])
  })

  test('NB26 a node killed at work loses nothing it acknowledged: its people go on at the other, and each message is there once', async () => {
    await using folder = await tempFolder()
    const start = async () => {
      const settings = { port: await freePort(), data: folder.path, store: mongo.database('killed'), redis: redis.url }
      const child = childServer(settings)
      children.push(child)
      return { child, url: await child.ready }
    }
    // Together: two nodes may seed the examples at the same moment.
    const [doomed, other] = await Promise.all([start(), start()])
    const reader = await connect(other.url, await tokenFor(other.url, 'observer'))
    const place = await communityNamed(reader, 'respite')
    const channelId = place.channels[0]?.id ?? raise()
    const { seq } = await reader.follow(`channel/${channelId}`)
    const token = await tokenFor(doomed.url, 'coordinator')
    const writer = await connect(doomed.url, token)

    const texts = range(1, 60).map((n) => `message ${n}`)
    const keyOf = (text: string) => text.replace(' ', '-')
    const acknowledged = new Map<string, unknown>()
    const left = texts.values()
    const post = async () => {
      for (const text of left) {
        acknowledged.set(text, await writer.call('chat.post', { channelId, text }, keyOf(text)))
        if (acknowledged.size === 20) void doomed.child.kill()
      }
    }
    const gone = writer.next('disconnect')
    void Promise.allSettled([post(), post(), post(), post()])
    await gone
    expect(acknowledged.size).toBeGreaterThanOrEqual(20)
    const moved = await connect(other.url, token)
    // Whatever was or was not answered is sent again with its key, by more than one at a time.
    const again = await Promise.all(texts.map((text) => moved.call('chat.post', { channelId, text }, keyOf(text))))
    for (const [text, answer] of acknowledged) expect(again[texts.indexOf(text)]).toEqual(answer)
    const page = z
      .object({ messages: z.array(z.object({ text: z.string() })) })
      .parse(await moved.call('chat.history', { channelId, limit: 200 }))
    const posted = page.messages.map(({ text }) => text).filter((text) => text.startsWith('message '))
    expect(posted.toSorted()).toEqual(texts.toSorted())
    const events = await eventsUpTo(reader, channelId, await headOf(moved, channelId))
    expect(events.map((event) => event.seq)).toEqual(range(seq + 1, seq + events.length))
    for (const client of [reader, writer, moved]) client.close()
  }, 90_000)
})

const channelAnswer = z.object({ channelId: z.string() })
const meetingShape = z.object({ meeting: z.object({ notes: z.object({ docName: z.string() }) }) })
const sessionsShape = z.object({ sessions: z.array(z.object({ id: z.string(), current: z.boolean() })) })

const saved = ({ progress }: NotesClient) => progress().sent > 0 && progress().sent === progress().durable

/** Everything received of a channel, once it has come this far. */
async function eventsUpTo(client: TestClient, channelId: string, head: number) {
  await client.until((event, stream) => stream === `channel/${channelId}` && event.seq === head)
  return client.events.filter(({ stream }) => stream === `channel/${channelId}`).map(({ event }) => event)
}

const headOf = async (client: TestClient, channelId: string) => (await client.follow(`channel/${channelId}`)).seq

const range = (from: number, to: number) => Array.from({ length: Math.max(0, to - from + 1) }, (_, step) => from + step)

function raise(): never {
  throw new Error('not there')
}

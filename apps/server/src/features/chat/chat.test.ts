import type { chat } from '@convene/protocol'
import { seedDemo } from '../../demo/index.ts'
import { CallFailed, connect, type TestClient, tokenFor } from '../../testing/client.ts'
import { foldCheck } from '../../testing/fold-check.ts'
import { communityNamed, type Place } from '../../testing/places.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'

let server: TestServer
let coordinator: TestClient
let partner: TestClient
let observer: TestClient
let visitor: TestClient
let place: Place

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
  for (const client of [coordinator, partner, observer, visitor]) client?.close()
  await server?.dispose()
})

const clientOf = async (person: string) => connect(server.url, { token: (await tokenFor(server.url, person)).token })
const refusal = (kind: string) => expect.objectContaining({ error: expect.objectContaining({ kind }) })

let made = 0
async function newChannel(by = coordinator, more: object = {}): Promise<string> {
  const name = `channel ${++made}`
  const { channelId } = (await by.call('chat.createChannel', { communityId: place.id, name, ...more })) as {
    channelId: string
  }
  return channelId
}
const post = async (by: TestClient, channelId: string, text: string, more: object = {}, key?: string) =>
  ((await by.call('chat.post', { channelId, text, ...more }, key)) as { message: chat.Message }).message
const history = async (by: TestClient, input: object) =>
  (await by.call('chat.history', input)) as { messages: chat.Message[]; seq: number }

describe('channels', () => {
  test('CH1 a member starts a channel, and both streams fold to what is stored', async () => {
    let channelId = ''
    const seen = await foldCheck(server, [`community/${place.id}`], async () => {
      channelId = await newChannel(partner)
    })
    expect(seen).toEqual({ [`community/${place.id}`]: ['chat.channelOpened'] })
    const { snapshot } = await coordinator.follow(`channel/${channelId}`)
    expect(snapshot).toMatchObject({ channel: { id: channelId, communityId: place.id }, messages: [] })
  })

  test('CH2 observers and strangers may not start a channel', async () => {
    await expect(newChannel(observer)).rejects.toEqual(refusal('forbidden'))
    await expect(newChannel(visitor)).rejects.toEqual(refusal('not-found'))
  })

  test('CH3 two channels may not share a name, whatever the case', async () => {
    await coordinator.call('chat.createChannel', { communityId: place.id, name: 'Relief Staff' })
    const again = coordinator.call('chat.createChannel', { communityId: place.id, name: 'relief staff' })
    await expect(again).rejects.toEqual(refusal('conflict'))
    const channelId = await newChannel()
    const rename = (name: string) => coordinator.call('chat.changeChannel', { channelId, name })
    await expect(rename('RELIEF staff')).rejects.toEqual(refusal('conflict'))
    await rename('Evenings')
    await expect(rename('evenings')).resolves.toEqual({})
  })

  test('CH4 a facilitator changes and archives a channel, a member may not', async () => {
    const channelId = await newChannel()
    const change = { channelId, topic: 'Evenings', archived: true }
    await expect(partner.call('chat.changeChannel', change)).rejects.toEqual(refusal('forbidden'))
    const seen = await foldCheck(server, [`channel/${channelId}`, `community/${place.id}`], () =>
      coordinator.call('chat.changeChannel', change),
    )
    expect(Object.values(seen)).toEqual([['chat.channelChanged'], ['chat.channelUpdated']])
    const { snapshot } = await partner.follow(`channel/${channelId}`)
    expect(snapshot).toMatchObject({ channel: { topic: 'Evenings', archivedAt: expect.any(Number) } })
  })

  test('CH5 nobody posts in an archived channel, and only facilitators where posting is theirs', async () => {
    const archived = await newChannel()
    await coordinator.call('chat.changeChannel', { channelId: archived, archived: true })
    await expect(post(coordinator, archived, 'late')).rejects.toEqual(refusal('conflict'))
    const notices = await newChannel(coordinator, { posting: 'facilitators' })
    await expect(post(partner, notices, 'me too')).rejects.toEqual(refusal('forbidden'))
    await expect(post(coordinator, notices, 'Notice')).resolves.toMatchObject({ text: 'Notice' })
  })

  test('CH6 scheduling a meeting opens its channel', async () => {
    const start = 1_900_000_000_000
    const { meetingId } = (await coordinator.call('meetings.schedule', {
      communityId: place.id,
      title: 'Planning day',
      startsAt: start,
      endsAt: start + 3_600_000,
      timeZone: 'America/Toronto',
    })) as { meetingId: string }
    const { snapshot } = await partner.follow(`meeting/${meetingId}`)
    const { channelId } = (snapshot as { meeting: { channelId: string } }).meeting
    await expect(post(partner, channelId, 'Bonjour')).resolves.toMatchObject({ channelId })
  })

  test('CH7 a channel belongs to a function of its community only', async () => {
    const channelId = await newChannel(coordinator, { functionId: 'training' })
    await expect(newChannel(coordinator, { functionId: 'astronomy' })).rejects.toEqual(refusal('invalid'))
    const strange = coordinator.call('chat.changeChannel', { channelId, functionId: 'astronomy' })
    await expect(strange).rejects.toEqual(refusal('invalid'))
  })
})

describe('messages', () => {
  test('CH10 a post reaches every follower as an event with its seq', async () => {
    const channelId = await newChannel()
    await coordinator.follow(`channel/${channelId}`)
    await partner.follow(`channel/${channelId}`)
    const seen = await foldCheck(server, [`channel/${channelId}`], async () => {
      const message = await post(partner, channelId, 'Four networks ran the orientation')
      const isIt = (event: { data: unknown }) => JSON.stringify(event.data).includes(message.id)
      for (const follower of [coordinator, partner]) {
        const event = await follower.until(isIt)
        expect(event).toMatchObject({ type: 'chat.posted', seq: message.seq, by: message.authorId, data: { message } })
      }
    })
    expect(seen).toEqual({ [`channel/${channelId}`]: ['chat.posted'] })
  })

  test('CH11 a retry with the same key returns the first result and posts nothing', async () => {
    const channelId = await newChannel()
    const [first, second] = await Promise.all([
      post(partner, channelId, 'once', {}, 'key-1'),
      post(partner, channelId, 'once', {}, 'key-1'),
    ])
    expect(second).toEqual(first)
    expect(await post(partner, channelId, 'once', {}, 'key-1')).toEqual(first)
    expect((await history(partner, { channelId })).messages).toHaveLength(1)
    expect(await post(coordinator, channelId, 'mine', {}, 'key-1')).toMatchObject({ text: 'mine' })
  })

  test('CH12 observers may not post, and strangers are told there is no such channel', async () => {
    const channelId = await newChannel()
    await expect(post(observer, channelId, 'hm')).rejects.toEqual(refusal('forbidden'))
    await expect(post(visitor, channelId, 'hm')).rejects.toEqual(refusal('not-found'))
    await expect(post(partner, 'no-such-channel', 'hm')).rejects.toEqual(refusal('not-found'))
    expect((await history(partner, { channelId })).messages).toHaveLength(0)
  })

  test('CH13 16,000 characters are posted, one more is too large', async () => {
    const channelId = await newChannel()
    await expect(post(partner, channelId, 'x'.repeat(16_000))).resolves.toMatchObject({ channelId })
    await expect(post(partner, channelId, 'x'.repeat(16_001))).rejects.toEqual(refusal('too-large'))
    await expect(post(partner, channelId, '   ')).rejects.toEqual(refusal('invalid'))
    expect((await history(partner, { channelId })).messages).toHaveLength(1)
  })

  test('CH14 a title starts a thread, and an answer names a root of its channel', async () => {
    const channelId = await newChannel()
    const root = await post(partner, channelId, 'Who has a lift van?', { title: 'Lift van' })
    const answer = await post(coordinator, channelId, 'Elgin has', { threadId: root.id })
    expect(answer).toMatchObject({ threadId: root.id })
    await expect(post(partner, channelId, 'x', { threadId: root.id, title: 'T' })).rejects.toEqual(refusal('invalid'))
    await expect(post(partner, channelId, 'x', { threadId: answer.id })).rejects.toEqual(refusal('invalid'))
    await expect(post(partner, await newChannel(), 'x', { threadId: root.id })).rejects.toEqual(refusal('not-found'))
  })

  test('CH15 posts sent one after another by one person stay in that order', async () => {
    const channelId = await newChannel()
    const texts = Array.from({ length: 60 }, (_, index) => `line ${index}`)
    await Promise.all(texts.map((text) => post(partner, channelId, text)))
    const { messages } = await history(partner, { channelId, limit: 200 })
    expect(messages.map((message) => message.text)).toEqual(texts)
  })
})

describe('reading', () => {
  test('CH20 CH21 history pages both ways and around, and tells the seq to go on from', async () => {
    const channelId = await newChannel()
    for (let index = 0; index < 25; index++) await post(partner, channelId, `m${index}`)
    const all = await history(partner, { channelId, limit: 200 })
    const texts = all.messages.map((message) => message.text)
    expect(texts).toEqual(Array.from({ length: 25 }, (_, index) => `m${index}`))
    expect(all.seq).toBe(all.messages.at(-1)?.seq)

    const backwards: string[] = []
    let before: number | undefined
    for (;;) {
      const { messages } = await history(partner, { channelId, limit: 7, ...(before && { before }) })
      if (messages.length === 0) break
      backwards.unshift(...messages.map((message) => message.text))
      before = messages[0]?.seq
    }
    expect(backwards).toEqual(texts)

    const forwards: string[] = []
    let after = 0
    for (;;) {
      const { messages } = await history(partner, { channelId, limit: 7, after })
      if (messages.length === 0) break
      forwards.push(...messages.map((message) => message.text))
      after = messages.at(-1)?.seq ?? 0
    }
    expect(forwards).toEqual(texts)

    const middle = all.messages[12]
    const around = await history(partner, { channelId, limit: 6, around: middle?.seq })
    expect(around.messages.map((message) => message.text)).toEqual(['m9', 'm10', 'm11', 'm12', 'm13', 'm14'])
  })

  test('CH22 a stranger gets no history', async () => {
    const channelId = await newChannel()
    await expect(history(visitor, { channelId })).rejects.toEqual(refusal('not-found'))
    await expect(history(observer, { channelId })).resolves.toMatchObject({ messages: [] })
  })
})

describe('read marks', () => {
  const unread = async (by: TestClient, channelId: string) =>
    ((await by.call('chat.unread', { communityId: place.id })) as { counts: Record<string, number> }).counts[
      channelId
    ] ?? 0

  test('CH30 a mark only rises, stops at the last event, and folds on the member stream', async () => {
    const channelId = await newChannel()
    const { personId } = await tokenFor(server.url, 'partner')
    const first = await post(coordinator, channelId, 'one')
    const second = await post(coordinator, channelId, 'two')
    const seen = await foldCheck(server, [`member/${personId}`], () =>
      partner.call('chat.markRead', { channelId, seq: second.seq + 1000 }),
    )
    expect(seen).toEqual({ [`member/${personId}`]: ['chat.readTo'] })
    await partner.call('chat.markRead', { channelId, seq: first.seq })
    const { snapshot } = await partner.follow(`member/${personId}`)
    expect(snapshot).toMatchObject({ marks: { [channelId]: second.seq } })
    await expect(visitor.call('chat.markRead', { channelId, seq: 1 })).rejects.toEqual(refusal('not-found'))
  })

  test('CH31 CH32 unread counts what others wrote above the mark, and stops at 99', async () => {
    const channelId = await newChannel()
    await post(coordinator, channelId, 'one')
    await post(coordinator, channelId, 'two')
    expect(await unread(partner, channelId)).toBe(2)
    expect(await unread(coordinator, channelId)).toBe(0)
    await post(partner, channelId, 'three')
    expect(await unread(partner, channelId)).toBe(2)
    await partner.call('chat.markRead', { channelId, seq: 1_000_000 })
    expect(await unread(partner, channelId)).toBe(0)
    expect(await unread(coordinator, channelId)).toBe(1)
    await Promise.all(Array.from({ length: 120 }, (_, index) => post(partner, channelId, `${index}`)))
    expect(await unread(coordinator, channelId)).toBe(99)
    await Promise.all(Array.from({ length: 120 }, (_, index) => post(partner, channelId, `own ${index}`)))
    await post(coordinator, channelId, 'after many of one’s own')
    expect(await unread(partner, channelId)).toBe(1)
    await expect(visitor.call('chat.unread', { communityId: place.id })).rejects.toEqual(refusal('not-found'))
  })
})

describe('following', () => {
  test('CH40 coming back with the last seq brings the events since', async () => {
    const channelId = await newChannel()
    await post(partner, channelId, 'before')
    const { seq } = await observer.follow(`channel/${channelId}`)
    observer.socket.emit('unfollow', { stream: `channel/${channelId}` })
    const missed = await post(partner, channelId, 'missed')
    const again = await observer.follow(`channel/${channelId}`, seq)
    expect(again.snapshot).toBeUndefined()
    expect(again.events).toEqual([expect.objectContaining({ type: 'chat.posted', seq: missed.seq })])
    await Promise.all(Array.from({ length: 1001 }, (_, index) => post(partner, channelId, `${index}`)))
    const far = await observer.follow(`channel/${channelId}`, seq)
    expect(far.events).toBeUndefined()
    expect(far.snapshot).toMatchObject({ messages: expect.any(Array) })
  })

  test('CH41 who is removed loses the channel at once', async () => {
    const channelId = await newChannel()
    const nurse = await tokenFor(server.url, 'nurse')
    await coordinator.call('communities.addMember', { communityId: place.id, personId: nurse.personId })
    const client = await connect(server.url, { token: nurse.token })
    await client.follow(`channel/${channelId}`)
    const ended = client.next('ended')
    await coordinator.call('communities.removeMember', { communityId: place.id, personId: nurse.personId })
    expect(await ended).toMatchObject({ stream: `channel/${channelId}` })
    await post(partner, channelId, 'secret')
    await expect(client.follow(`channel/${channelId}`)).rejects.toBeInstanceOf(CallFailed)
    expect(client.events).toEqual([])
    client.close()
  })

  test('CH42 typing reaches the other followers and is never stored', async () => {
    const channelId = await newChannel()
    const stream = `channel/${channelId}`
    const { seq } = await coordinator.follow(stream)
    await partner.follow(stream)
    const heard = coordinator.next('signal')
    partner.socket.emit('signal', { stream, type: 'chat.typing', data: {} })
    expect(await heard).toMatchObject({ stream, type: 'chat.typing', by: expect.any(String) })
    expect((await coordinator.follow(stream)).seq).toBe(seq)
  })
})

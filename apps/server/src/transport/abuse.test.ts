import { once } from 'node:events'
import { closeCodes } from '@convene/notes-sync'
import { seededRandom } from '@convene/testkit'
import { pino } from 'pino'
import WebSocket from 'ws'
import { z } from 'zod'
import { seedDemo } from '../demo/index.ts'
import { openScene, type Scene } from '../durability/testing/scene.ts'
import { CONNECTIONS_PER_PERSON } from '../kit/connections.ts'
import { connect, type TestClient, tokenFor } from '../testing/client.ts'
import { heapAfterCollection } from '../testing/heap.ts'
import { type NotesClient, openNotes } from '../testing/notes-client.ts'
import { brokenFrame, oddFrame } from '../testing/odd-frames.ts'
import { brokenPackets, oddPacket, type Sent, strangePackets } from '../testing/odd-packets.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'

const CASES = 50_000
const BURST = 120
const ATTEMPTS = 10_000
const HEAP_GROWTH_BYTES = 64 * 1024 * 1024
/** What the server may answer a broken or oversized notes frame with; 1009 is RFC 6455's "too big". */
const REFUSED = [closeCodes.malformed, closeCodes.tooLarge, closeCodes.flood, 1009]

let server: TestServer
let scene: Scene
let token: string
const failures: string[] = []

beforeAll(async () => {
  server = await startServer({ log: pino({ level: 'error' }, { write: (line: string) => void failures.push(line) }) })
  await seedDemo(server)
  scene = await openScene(server.url)
  token = scene.tokens[0] ?? ''
})
afterAll(() => server?.dispose())

const address = (path: string, at = server) => `${at.url.replace('http', 'ws')}${path}`
const socketIo = '/socket.io/?EIO=4&transport=websocket'

test(`TR30 ${CASES} malformed Socket.IO packets disturb nobody and leave nothing behind`, async () => {
  const random = seededRandom(30)
  const [channelId = ''] = scene.channelIds
  const known = [channelId, `channel/${channelId}`, scene.docName, 'chat.history', 'communities.mine', 'page']
  const witness = await openWitness()
  const before = heapAfterCollection()
  let sent = 0
  while (sent < CASES) {
    const ws = new WebSocket(address(socketIo))
    ws.on('error', () => {})
    const closed = once(ws, 'close')
    await once(ws, 'message')
    const isStrange = random.int(8) === 0
    if (!isStrange) {
      ws.send(`40${JSON.stringify({ token })}`)
      await once(ws, 'message')
    }
    const odd = isStrange ? [] : Array.from({ length: BURST }, () => oddPacket(random, known)).flat()
    if (!isStrange) {
      const answered = hears(ws, (data) => String(data).startsWith('437777777['))
      say(ws, [...odd, '427777777["call","communities.mine",{},null]'])
      await answered
    }
    const last = isStrange ? strangePackets(random) : brokenPackets(random)
    sent += odd.length + last.length
    say(ws, last)
    if (isStrange) ws.close()
    else say(ws, ['428888888["call","communities.mine",{},null]'])
    const stays = hears(ws, (data) => String(data).startsWith('438888888[')).then(
      () => last,
      () => [],
    )
    expect(await Promise.race([closed.then(() => []), stays])).toEqual([])
    if (sent % 7 === 0) await witness.acts()
  }
  const huge = new WebSocket(address(socketIo))
  await once(huge, 'message')
  huge.send('x'.repeat(1_100_000))
  expect((await once(huge, 'close'))[0]).toBe(1009)
  await witness.sawEverything()
  expect(failures).toEqual([])
  expect(heapAfterCollection() - before).toBeLessThan(HEAP_GROWTH_BYTES)
}, 60_000)

test(`TR31 ${CASES} malformed notes frames close with the documented codes, disturb nobody and leave nothing behind`, async () => {
  const random = seededRandom(31)
  const witness = await openWitness()
  const before = heapAfterCollection()
  const codes = new Set<number>()
  let sent = 0
  for (let round = 0; sent < CASES; round++) {
    const ws = new WebSocket(address(`/notes/${scene.docName}?token=${token}`))
    ws.on('error', () => {})
    const closed = once(ws, 'close')
    await once(ws, 'open')
    const frames = Array.from({ length: BURST }, () => oddFrame(random))
    sent += frames.length + 1
    const answered = hears(ws, (data) => data instanceof Uint8Array && data[0] === 0 && data[1] === 1)
    say(ws, [...frames, Uint8Array.of(0, 0, 1, 0)])
    await answered
    if (round % 40 === 0) ws.send(new Uint8Array(5 * 1024 * 1024))
    else if (round % 5 === 0) ws.send(random.pick(['', 'text', '42["call"]']))
    else ws.send(brokenFrame(random))
    codes.add((await closed)[0])
    if (round % 5 === 0) await witness.acts()
  }
  expect([...codes].filter((code) => !REFUSED.includes(code))).toEqual([])
  expect([...codes]).toEqual(expect.arrayContaining([closeCodes.malformed, 1009]))
  await witness.sawEverything()
  expect(failures).toEqual([])
  expect(heapAfterCollection() - before).toBeLessThan(HEAP_GROWTH_BYTES)
}, 60_000)

test(`TR32 of ${ATTEMPTS} connections one person tries to open, ${CONNECTIONS_PER_PERSON} are held; others still come in`, async () => {
  const strict = await startServer({ rateFactor: 1 })
  await seedDemo(strict)
  const { docName } = await openScene(strict.url)
  const { token: greedy } = await tokenFor(strict.url, 'observer')
  const held: WebSocket[] = []
  let refused = 0
  const attempt = async (isNotes: boolean) => {
    const ws = new WebSocket(address(isNotes ? `/notes/${docName}?token=${greedy}` : socketIo, strict))
    ws.on('error', () => {})
    const answer = new Promise<string>((resolve) => {
      ws.on('close', (code) => resolve(`${code}`))
      ws.on('message', (data, isBinary) => {
        if (isBinary) resolve('in')
        // A connection that does not answer pings is closed after a while, and its place is free again.
        else if (String(data) === '2') ws.send('3')
        else if (String(data).startsWith('0')) ws.send(`40${JSON.stringify({ token: greedy })}`)
        else resolve(String(data).startsWith('40') ? 'in' : String(data))
      })
    })
    await Promise.race([once(ws, 'open'), answer])
    if (isNotes && ws.readyState === ws.OPEN) ws.send(Uint8Array.of(0, 0, 1, 0))
    const said = await answer
    if (said === 'in') return void held.push(ws)
    expect(said).toMatch(isNotes ? `${closeCodes.flood}` : '"kind":"rate-limited"')
    refused += 1
    ws.terminate()
  }
  for (let tried = 0; tried < ATTEMPTS; tried += 100)
    await Promise.all(Array.from({ length: 100 }, (_, index) => attempt(index % 2 === 0)))
  expect([held.length, refused]).toEqual([CONNECTIONS_PER_PERSON, ATTEMPTS - CONNECTIONS_PER_PERSON])
  const other = await connect(strict.url, { token: (await tokenFor(strict.url, 'partner')).token })
  await expect(other.call('communities.mine')).resolves.toBeDefined()
  other.close()
  for (const ws of held) ws.terminate()
  await strict.dispose()
}, 60_000)

/** The next message that fits; rejects when the connection is closed instead: it should have stayed. */
function hears(ws: WebSocket, fits: (data: unknown) => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    ws.on('message', (data) => fits(data) && resolve())
    ws.once('close', (code) => reject(new Error(`closed with ${code}`)))
  })
}

function say(ws: WebSocket, packets: readonly Sent[]): void {
  for (const packet of packets) if (ws.readyState === ws.OPEN) ws.send(packet)
}

const posted = z.object({ message: z.object({ seq: z.number() }) })

/** Two people who post, type and read all the while, and are to notice nothing. */
async function openWitness() {
  const [, writerToken = '', readerToken = ''] = scene.tokens
  const [channelId = ''] = scene.channelIds
  const writer: TestClient = await connect(server.url, { token: writerToken })
  const reader: TestClient = await connect(server.url, { token: readerToken })
  const { seq: start } = await reader.follow(`channel/${channelId}`)
  const pages: NotesClient[] = [writerToken, readerToken].map((one) => openNotes(server.url, scene.docName, one))
  const [page, other] = pages
  await Promise.all(pages.map((one) => one.until(() => one.provider.synced)))
  let acts = 0
  let typed = page?.doc.getText('witness').length ?? 0
  return {
    async acts() {
      acts += 1
      const { message } = posted.parse(await writer.call('chat.post', { channelId, text: `undisturbed ${acts}` }))
      expect(message.seq).toBe(start + acts)
      await reader.until((event) => event.seq === message.seq)
      page?.doc.getText('witness').insert(0, 'x')
      typed += 1
      await other?.until(() => other.doc.getText('witness').length === typed)
    },
    async sawEverything() {
      await page?.saved()
      expect(acts).toBeGreaterThan(20)
      expect(reader.events.map(({ event }) => event.seq)).toEqual(
        Array.from({ length: acts }, (_, at) => start + at + 1),
      )
      expect(pages.flatMap(({ closeCodes: codes }) => codes)).toEqual([])
      expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
      for (const one of pages) one.destroy()
      for (const one of [writer, reader]) one.close()
    },
  }
}

import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { closeCodes, defaultLimits } from '@convene/notes-sync'
import type { Clock } from '@convene/testkit'
import { systemClock } from '@convene/testkit'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { seedDemo } from '../demo/index.ts'
import { openScene, type Scene } from '../durability/testing/scene.ts'
import { connect, tokenFor } from '../testing/client.ts'
import { type NotesClient, openNotes } from '../testing/notes-client.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'
import { PRE_AUTH_BYTES } from './notes-door.ts'

let server: TestServer
let scene: Scene
let token: string
const opened: (() => void)[] = []

beforeAll(async () => {
  server = await startServer()
  await seedDemo(server)
  scene = await openScene(server.url)
  token = scene.tokens[0] ?? ''
})
afterEach(() => {
  for (const close of opened.splice(0)) close()
})
afterAll(() => server?.dispose())

const notesUrl = (path: string, at = server) => `${at.url.replace('http', 'ws')}/notes/${path}`
const rawNotes = (docName: string, withToken = token) => {
  const ws = new WebSocket(notesUrl(`${docName}?token=${withToken}`))
  opened.push(() => ws.terminate())
  return ws
}
const closedWith = async (ws: WebSocket): Promise<number> => Number((await once(ws, 'close'))[0])
const provider = (withToken = token, docName = scene.docName): NotesClient => {
  const client = openNotes(server.url, docName, withToken)
  opened.push(client.destroy)
  return client
}
const STEP_1 = Uint8Array.of(0, 0, 1, 0)

/** A step 2 or update frame that writes `text`; short ones only need one byte of length. */
function updateOf(text: string): Uint8Array {
  const doc = new Y.Doc()
  doc.getText('scratch').insert(0, text)
  return frameOf(2, Y.encodeStateAsUpdate(doc))
}
function frameOf(step: number, payload: Uint8Array): Uint8Array {
  const length: number[] = []
  for (let rest = payload.length; ; rest >>>= 7) {
    if (rest < 128) {
      length.push(rest)
      break
    }
    length.push((rest & 127) | 128)
  }
  return Uint8Array.from([0, step, ...length, ...payload])
}

test('TR20 without proof notes close with 4401, without such a document or right to it with 4404, and stay so', async () => {
  const { token: visitor } = await tokenFor(server.url, 'visitor')
  const cases: [string, string, number][] = [
    [scene.docName, '', closeCodes.unauthenticated],
    [scene.docName, 'nonsense', closeCodes.unauthenticated],
    [scene.docName, 'x'.repeat(5000), closeCodes.unauthenticated],
    [scene.docName, visitor, closeCodes.notFound],
    ['nowhere', token, closeCodes.notFound],
    ['%E0%A4%A', token, closeCodes.notFound],
    [`${scene.docName}/more`, token, closeCodes.notFound],
    ['', token, closeCodes.notFound],
    ['x'.repeat(2000), token, closeCodes.notFound],
  ]
  for (const [docName, withToken, code] of cases)
    expect([docName, await closedWith(rawNotes(docName, withToken))]).toEqual([docName, code])
  const refused = provider(visitor)
  await refused.until(() => refused.closeCodes.length > 0)
  expect(refused.provider.shouldConnect).toBe(false)
  const allowed = provider()
  await allowed.until(() => allowed.provider.synced)
})

test('TR21 the same frames travel over Socket.IO', async () => {
  const writer = provider()
  await writer.until(() => writer.provider.synced)
  writer.doc.getText('over').insert(0, 'by websocket')
  await writer.saved()

  const client = await connect(server.url, { token })
  opened.push(client.close)
  const doc = new Y.Doc()
  const acks: number[] = []
  const wake = new Set<() => void>()
  const until = (done: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!done()) return
        wake.delete(look)
        resolve()
      }
      wake.add(look)
      look()
    })
  client.socket.on('notes-frame', (id: string, frame: Uint8Array) => {
    const bytes = new Uint8Array(frame)
    if (id !== 'page' || bytes[0] === undefined) return
    if (bytes[0] === 100) acks.push(bytes[1] ?? 0)
    if (bytes[0] === 0 && bytes[1] !== 0) Y.applyUpdate(doc, payloadOf(bytes))
    for (const look of [...wake]) look()
  })
  const openedId = client.next('notes-opened')
  client.socket.emit('notes-open', { id: 'page', docName: scene.docName, ack: true })
  expect(await openedId).toBe('page')
  client.socket.emit('notes-frame', 'page', STEP_1)
  await until(() => doc.getText('over').toString() === 'by websocket')
  const before = Y.encodeStateVector(doc)
  doc.getText('over').insert(0, 'by socket and ')
  client.socket.emit('notes-frame', 'page', frameOf(2, Y.encodeStateAsUpdate(doc, before)))
  await until(() => acks.includes(1))
  await writer.until(() => writer.doc.getText('over').toString() === 'by socket and by websocket')

  const refused = new Promise((resolve) => client.socket.once('notes-close', (...answer) => resolve(answer)))
  client.socket.emit('notes-open', { id: 'other', docName: 'nowhere' })
  expect(await refused).toEqual(['other', closeCodes.notFound, expect.any(String)])
})

test('TR22 frames sent before the answer of the door are kept in order, and capped', async () => {
  const eager = rawNotes(scene.docName)
  eager.on('open', () => {
    eager.send(STEP_1)
    for (const word of ['first', 'second', 'third']) eager.send(updateOf(`${word} `))
  })
  const witness = provider()
  await witness.until(() =>
    ['first', 'second', 'third'].every((word) => witness.doc.getText('scratch').toString().includes(word)),
  )
  const pushy = rawNotes(scene.docName, 'nonsense')
  pushy.on('open', () => {
    for (let sent = 0; sent < 8 * PRE_AUTH_BYTES; sent += 16_384) pushy.send(new Uint8Array(16_384))
  })
  expect(await closedWith(pushy)).toBe(closeCodes.unauthenticated)
})

test('TR23 upgrades to other addresses are refused, and a reset while being refused harms nobody', async () => {
  for (const path of ['/', '/notes', '/other/', '/api/v1/chat.post', '/socket.ioo/']) {
    const [error] = await once(new WebSocket(`${server.url.replace('http', 'ws')}${path}`), 'error')
    expect([path, String(error)]).toEqual([path, expect.stringContaining('404')])
  }
  const { port } = server
  await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const tcp = connectTcp(port, '127.0.0.1')
      tcp.on('error', () => {})
      await once(tcp, 'connect')
      const path = ['/other', '/notes/x', '/socket.io/?EIO=4&transport=websocket'][index % 3]
      tcp.write(
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
      )
      const closed = once(tcp, 'close')
      tcp.resetAndDestroy()
      await closed
    }),
  )
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
})

test('TR24 connections that go while they are let in hold no place afterwards', async () => {
  const before = await connections()
  await Promise.all(
    Array.from({ length: 150 }, async (_, index) => {
      const isNotes = index % 2 === 0
      const ws = isNotes
        ? new WebSocket(notesUrl(`${scene.docName}?token=${token}`))
        : new WebSocket(`${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
      ws.on('error', () => {})
      await once(ws, isNotes ? 'open' : 'message')
      if (!isNotes) ws.send(`40${JSON.stringify({ token })}`, () => ws.terminate())
      else ws.terminate()
      await once(ws, 'close')
    }),
  )
  await reaches(connections, before)
})

test('TR25 an id opened, closed and opened again at once carries one connection', async () => {
  const client = await connect(server.url, { token })
  opened.push(client.close)
  const before = await connections()
  const openedId = client.next('notes-opened')
  for (let round = 0; round < 20; round++) {
    client.socket.emit('notes-open', { id: 'page', docName: scene.docName })
    client.socket.emit('notes-close', 'page')
  }
  client.socket.emit('notes-open', { id: 'page', docName: scene.docName })
  await openedId
  await client.call('communities.mine')
  await reaches(connections, before + 1)
})

test('TR26 the server stops within 5 s though a notes client answers nothing', async () => {
  const short = await startServer()
  await seedDemo(short)
  const { docName, tokens } = await openScene(short.url)
  const silent = new WebSocket(notesUrl(`${docName}?token=${tokens[0]}`, short))
  silent.on('error', () => {})
  await once(silent, 'open')
  silent.send(STEP_1)
  await once(silent, 'message')
  silent.pause()
  const start = performance.now()
  await short.dispose()
  expect(performance.now() - start).toBeLessThan(5000)
  silent.terminate()
})

test('TR27 a notes reader that never drains is cut with 4508, and others are undisturbed', async () => {
  const clock = fasterClock(20)
  const hasty = await startServer({ clock })
  await seedDemo(hasty)
  const { docName, tokens } = await openScene(hasty.url)
  const writer = openNotes(hasty.url, docName, tokens[0] ?? '')
  const witness = openNotes(hasty.url, docName, tokens[1] ?? '')
  opened.push(writer.destroy, witness.destroy)
  const slow = new WebSocket(notesUrl(`${docName}?token=${tokens[2]}`, hasty))
  slow.on('error', () => {})
  await once(slow, 'open')
  slow.send(STEP_1)
  await once(slow, 'message')
  slow.pause()
  await Promise.all([writer, witness].map((one) => one.until(() => one.provider.synced)))
  const cut = closedWith(slow)
  const text = writer.doc.getText('scratch')
  // Kernel buffers on both sides take some megabytes before the server sees anything waiting.
  for (let written = 0; written < 60; written++) {
    text.insert(0, 'x'.repeat(256 * 1024))
    text.delete(0, 256 * 1024)
    await writer.saved()
  }
  writer.doc.getText('end').insert(0, 'end')
  await witness.until(() => witness.doc.getText('end').toString() === 'end')
  await new Promise<void>((resolve) => clock.after(defaultLimits.lagMs + 10_000, resolve))
  slow.resume()
  expect(await cut).toBe(closeCodes.lagging)
  await hasty.dispose()
})

async function connections(at = server): Promise<number> {
  const metrics = await (await fetch(`${at.url}/metrics`)).text()
  return Number(/^convene_connections (\d+)/m.exec(metrics)?.[1])
}

/** Asks again until the answer is as wanted; the test's own time limit ends it. */
async function reaches(ask: () => Promise<number>, wanted: number): Promise<void> {
  while ((await ask()) !== wanted) await new Promise((resolve) => setImmediate(resolve))
}

function payloadOf(frame: Uint8Array): Uint8Array {
  let at = 2
  while ((frame[at] ?? 0) > 127) at += 1
  return frame.subarray(at + 1)
}

/** Starts at the present, and runs faster. */
function fasterClock(times: number): Clock {
  const start = systemClock.now()
  return {
    now: () => start + (systemClock.now() - start) * times,
    after: (ms, run) => systemClock.after(ms / times, run),
  }
}

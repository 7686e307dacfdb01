import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Random, seededRandom } from '@convene/testkit'
import * as Y from 'yjs'
import { compact } from './compact.ts'
import { encodeEnvelope } from './envelope.ts'
import { notesFixture, typing } from './testing/notes-fixture.ts'
import { randomEdit } from './testing/random-edit.ts'
import { readFrame, step1Frame, updateFrame } from './wire.ts'

const FRAMES = 50_000
const HEAP_GROWTH_BYTES = 64 * 1024 * 1024

setFlagsFromString('--expose-gc')
const collectGarbage: unknown = runInNewContext('gc')

function heapAfterCollection(): number {
  if (typeof collectGarbage === 'function') collectGarbage()
  return process.memoryUsage().heapUsed
}

/** Frames of an honest session, to be spoilt. */
function samples(random: Random): Uint8Array[] {
  const doc = new Y.Doc()
  const frames = [step1Frame(Y.encodeStateVector(doc)), Uint8Array.of(3), Uint8Array.of(1, 6, 1, 5, 1, 2, 123, 125)]
  doc.on('update', (update: Uint8Array) => frames.push(updateFrame(update)))
  for (let i = 0; i < 200; i++) randomEdit(doc, random)
  return frames
}

function spoil(frame: Uint8Array, random: Random): Uint8Array {
  const spoilt = new Uint8Array(frame)
  switch (random.int(6)) {
    case 0:
      return random.bytes(random.int(40))
    case 1:
      return spoilt.subarray(0, random.int(spoilt.length))
    case 2:
      return Uint8Array.of(...spoilt, ...random.bytes(1 + random.int(4)))
    case 3:
      spoilt[0] = random.int(256)
      return spoilt
    case 4:
      // A claim on the clocks of the client that types meanwhile.
      return updateFrame(Uint8Array.of(1, 1, 5, random.int(100), 0, 1 + random.int(100), 0))
    default:
      for (let i = 0; i <= random.int(3); i++) spoilt[random.int(spoilt.length)] = random.int(256)
      return spoilt
  }
}

test('NS43 50,000 spoilt frames disturb nobody: edits go on, pages and compaction can read all that was stored, memory comes back', async () => {
  await using server = await notesFixture({ framesBurst: Number.MAX_SAFE_INTEGER, bytesBurst: Number.MAX_SAFE_INTEGER })
  const random = seededRandom(43)
  const honest = samples(random)
  const [ana, ben] = [server.connect('ana'), server.connect('ben')]
  const author = typing(5)
  ana.connection.receive(author.type('start '))
  await ana.socket.frame(100, 1)
  const heapBefore = heapAfterCollection()
  let mallory = server.connect('mallory')
  for (let i = 0; i < FRAMES; i++) {
    if (mallory.socket.closedWith !== undefined) mallory = server.connect('mallory')
    mallory.connection.receive(spoil(random.pick(honest), random))
    if (i % 5_000 === 0) {
      ana.connection.receive(author.type('more '))
      const saved = 2 + i / 5_000
      await ana.socket.until(() => ana.socket.frames.some((frame) => frame[0] === 100 && (frame[1] ?? 0) >= saved))
    }
  }
  mallory.connection.closed()
  await server.store.transact(async () => {})

  // What ben was sent, as a page would apply it: nothing may throw.
  const page = new Y.Doc()
  for (const bytes of ben.socket.frames) {
    const frame = readFrame(bytes)
    if (frame.kind === 'edit') Y.applyUpdate(page, frame.update)
  }
  const { update } = await server.notes.read('doc')
  const stored = new Y.Doc()
  Y.applyUpdate(stored, update)
  expect(Y.getState(stored.store, 5)).toBe(Y.getState(author.doc.store, 5))
  expect(page.getText('scratch').toString()).toBe(stored.getText('scratch').toString())
  expect(() =>
    compact({ snapshot: undefined, entries: [encodeEnvelope({ personId: '', clientId: 0, update })], force: true }),
  ).not.toThrow()

  expect([ana.socket.closedWith, ben.socket.closedWith]).toEqual([undefined, undefined])
  const { closed, dropped } = server.notes.stats()
  expect([(closed[4400] ?? 0) > 1_000, dropped.forgedClaim > 1_000, dropped.unknownOpcode > 1_000]).toEqual([
    true,
    true,
    true,
  ])
  ana.connection.closed()
  ben.connection.closed()
  ben.socket.frames.length = 0
  expect(server.notes.stats()).toMatchObject({ rooms: 0, connections: 0 })
  expect(heapAfterCollection() - heapBefore).toBeLessThan(HEAP_GROWTH_BYTES)
}, 60_000)

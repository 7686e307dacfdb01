import * as Y from 'yjs'
import { encodeAwareness, readAwareness } from './awareness.ts'
import { notesLog } from './tables.ts'
import { notesFixture, typing } from './testing/notes-fixture.ts'
import { awarenessFrame, readFrame, step1Frame, updateFrame } from './wire.ts'

const SAVED = 100
const EMPTY_VECTOR = Uint8Array.of(0)

/** The state of a client in the last awareness frame that speaks of it. */
function shown(frames: readonly Uint8Array[], client: number) {
  const entries = frames.flatMap((bytes) => {
    const frame = readFrame(bytes)
    return frame.kind === 'awareness' ? readAwareness(frame.payload) : []
  })
  return entries.findLast((entry) => entry.client === client)
}
const presence = (client: number, clock: number, state: object | null) =>
  awarenessFrame(encodeAwareness([{ client, clock, json: JSON.stringify(state) }]))

test('NS11 an edit is acknowledged and shown only when it is stored', async () => {
  await using server = await notesFixture()
  const [ana, ben] = [server.connect('ana'), server.connect('ben')]
  const storedWhenShown: Promise<number>[] = []
  const send = ben.socket.send.bind(ben.socket)
  ben.socket.send = (frame) => {
    if (frame[0] === 0 && frame[1] === 2) storedWhenShown.push(server.store.head(notesLog('doc')))
    send(frame)
  }
  ana.connection.receive(typing(5).type('hello'))
  expect(await ana.socket.frame(SAVED)).toEqual(Uint8Array.of(SAVED, 1))
  await ben.socket.frame(0, 2)
  expect(await Promise.all(storedWhenShown)).toEqual([1])
  expect(await server.text()).toBe('hello')
  expect(ana.socket.frames.filter((frame) => frame[0] === 0)).toEqual([])
})

test('NS12 a repeated edit is acknowledged and not stored again', async () => {
  await using server = await notesFixture()
  const ana = server.connect('ana')
  const author = typing(5)
  const frame = author.type('hello')
  ana.connection.receive(frame)
  await ana.socket.frame(SAVED, 1)
  ana.connection.receive(frame)
  author.text.delete(0, 2)
  ana.connection.receive(updateFrame(Y.encodeStateAsUpdate(author.doc)))
  await ana.socket.frame(SAVED, 3)
  expect(await server.store.head(notesLog('doc'))).toBe(2)
  expect(await server.text()).toBe('llo')
})

test('NS13 step 1 is answered with step 2 and then the own step 1; asked again with nothing missed, with an empty one', async () => {
  await using server = await notesFixture()
  const ana = server.connect('ana')
  ana.connection.receive(typing(5).type('hello'))
  await ana.socket.frame(SAVED, 1)
  const ben = server.connect('ben')
  ben.connection.receive(step1Frame(EMPTY_VECTOR))
  await ben.socket.frame(0, 0)
  expect(ben.socket.frames.map((frame) => frame.subarray(0, 2))).toEqual([Uint8Array.of(0, 1), Uint8Array.of(0, 0)])
  ben.connection.receive(step1Frame(EMPTY_VECTOR))
  expect(ben.socket.frames.at(-1)).toEqual(Uint8Array.of(0, 1, 2, 0, 0))
})

test('NS20 edits of readers are dropped and never acknowledged; those of writers in the same document are stored', async () => {
  await using server = await notesFixture()
  const [reader, writer] = [server.connect('reader', 'read'), server.connect('writer')]
  reader.connection.receive(typing(5).type('no'))
  writer.connection.receive(typing(6).type('yes'))
  await writer.socket.frame(SAVED, 1)
  expect(await server.text()).toBe('yes')
  expect(reader.socket.frames.some((frame) => frame[0] === SAVED)).toBe(false)
  expect(server.notes.stats().dropped.readOnlyEdit).toBe(1)
})

test('NS21 who loses the right to write is demoted in place, and who loses access is closed with 4403; others stay', async () => {
  await using server = await notesFixture()
  const [ana, ben, cara] = [server.connect('ana'), server.connect('ben'), server.connect('cara')]
  const author = typing(5)
  ana.connection.receive(author.type('a'))
  await ana.socket.frame(SAVED, 1)
  server.access.set('ana', 'read').set('ben', 'none')
  server.notes.recheck({ docName: 'doc' })
  await ben.socket.until(() => ben.socket.closedWith === 4403)
  ana.connection.receive(author.type('b'))
  cara.connection.receive(typing(6).type('c'))
  await cara.socket.frame(SAVED, 1)
  expect([ana.socket.closedWith, cara.socket.closedWith]).toEqual([undefined, undefined])
  expect(await server.text()).not.toContain('b')
})

test('NS21 rights are asked again every minute without anyone saying so', async () => {
  await using server = await notesFixture()
  const ana = server.connect('ana')
  ana.connection.receive(typing(5).type('a'))
  await ana.socket.frame(SAVED, 1)
  server.access.set('ana', 'none')
  server.clock.advance(65_000)
  await ana.socket.until(() => ana.socket.closedWith === 4403)
})

test('NS21 a reader who may write again after an edit was dropped is asked to sync anew', async () => {
  await using server = await notesFixture()
  const ana = server.connect('ana', 'read')
  const ben = server.connect('ben')
  ana.connection.receive(typing(5).type('a'))
  ben.connection.receive(typing(6).type('b'))
  await ben.socket.frame(SAVED, 1)
  server.notes.recheck({ personId: 'ana' })
  await ana.socket.until(() => ana.socket.closedWith === 4509)
})

test('NS22 the name shown is the server’s, entries about others are dropped, and who leaves is gone', async () => {
  await using server = await notesFixture()
  const [ana, ben] = [server.connect('ana'), server.connect('ben')]
  ana.connection.receive(typing(5).type('a'))
  await ana.socket.frame(SAVED, 1)
  ana.connection.receive(presence(5, 1, { user: { name: 'the chair' }, cursor: 7 }))
  server.clock.advance(500)
  expect(JSON.parse(shown(ben.socket.frames, 5)?.json ?? '')).toEqual({
    cursor: 7,
    user: { id: 'ana', name: 'ana', color: '#000' },
  })
  ben.connection.receive(presence(5, 9, { user: { name: 'mallory' } }))
  ben.connection.receive(presence(5, 9, null))
  server.clock.advance(500)
  expect(shown(ben.socket.frames, 5)?.clock).toBe(1)
  expect(server.notes.stats().dropped.foreignAwareness).toBe(2)
  ana.connection.closed()
  server.clock.advance(500)
  expect(shown(ben.socket.frames, 5)?.json).toBe('null')
})

test('NS23 who comes back with the clock they left with is shown at once', async () => {
  await using server = await notesFixture()
  const [ana, ben] = [server.connect('ana'), server.connect('ben')]
  ben.connection.receive(typing(6).type('b'))
  await ben.socket.frame(SAVED, 1)
  ana.connection.receive(presence(5, 3, { cursor: 1 }))
  server.clock.advance(500)
  ana.connection.closed()
  server.clock.advance(500)
  const again = server.connect('ana')
  again.connection.receive(presence(5, 3, { cursor: 1 }))
  server.clock.advance(500)
  expect(shown(ben.socket.frames, 5)).toMatchObject({ clock: 4, json: expect.stringContaining('cursor') })
})

test('NS24 a silent client is shown no more after 45 s', async () => {
  await using server = await notesFixture()
  const [ana, ben] = [server.connect('ana'), server.connect('ben')]
  ben.connection.receive(typing(6).type('b'))
  await ben.socket.frame(SAVED, 1)
  ana.connection.receive(presence(5, 1, {}))
  server.clock.advance(52_000)
  expect(shown(ben.socket.frames, 5)?.json).toBe('null')
})

test('NS25 a quiet connection hears something at least every 30 s', async () => {
  await using server = await notesFixture()
  const ana = server.connect('ana')
  ana.connection.receive(typing(5).type('a'))
  await ana.socket.frame(SAVED, 1)
  const before = ana.socket.frames.length
  server.clock.advance(30_000)
  expect(ana.socket.frames.slice(before)).toEqual([Uint8Array.of(1, 1, 0)])
})

test('NS30 a claim on another person’s coming clocks is dropped, and that person’s edits still arrive', async () => {
  await using server = await notesFixture()
  const [ana, mallory] = [server.connect('ana'), server.connect('mallory')]
  const author = typing(5)
  ana.connection.receive(author.type('hello'))
  await ana.socket.frame(SAVED, 1)
  // One section: one GC struct of client 5, clocks 5 to 105; nothing deleted.
  mallory.connection.receive(updateFrame(Uint8Array.of(1, 1, 5, 5, 0, 100, 0)))
  ana.connection.receive(author.type(' there'))
  await ana.socket.frame(SAVED, 2)
  expect(await server.text()).toBe('hello there')
  expect(server.notes.stats().dropped.forgedClaim).toBe(1)
  expect(mallory.socket.frames.some((frame) => frame[0] === SAVED)).toBe(false)
})

test('NS31 other people’s edits the log does not hold are taken in good faith when they are text', async () => {
  await using server = await notesFixture()
  const ana = server.connect('ana')
  const author = typing(5)
  ana.connection.receive(author.type('hello'))
  await ana.socket.frame(SAVED, 1)
  ana.connection.closed()
  author.type(' there')
  const ben = server.connect('ben')
  ben.connection.receive(updateFrame(Y.encodeStateAsUpdate(author.doc)))
  await ben.socket.frame(SAVED, 1)
  expect(await server.text()).toBe('hello there')
})

test('NS32 a socket that does not read gets no awareness, then no edits, then all it missed in one step 2', async () => {
  await using server = await notesFixture({ bufferedBytes: 1_000 })
  const [ana, slow] = [server.connect('ana'), server.connect('slow')]
  const author = typing(5)
  slow.connection.receive(step1Frame(EMPTY_VECTOR))
  await slow.socket.frame(0, 0)
  slow.socket.buffered = 2_000
  ana.connection.receive(presence(5, 1, {}))
  for (const word of ['one ', 'two ', 'three']) ana.connection.receive(author.type(word))
  await ana.socket.frame(SAVED, 3)
  server.clock.advance(400)
  const { dropped } = server.notes.stats()
  expect([dropped.laggedAwareness > 0, dropped.laggedUpdate > 0]).toEqual([true, true])
  slow.socket.buffered = 0
  slow.socket.frames.length = 0
  server.clock.advance(400)
  const caughtUp = readFrame(await slow.socket.frame(0, 1))
  const doc = new Y.Doc()
  if (caughtUp.kind === 'edit') Y.applyUpdate(doc, caughtUp.update)
  expect(doc.getText('scratch').toString()).toBe('one two three')
})

test('NS32 a socket that never reads is closed with 4508', async () => {
  await using server = await notesFixture({ bufferedBytes: 1_000 })
  const [ana, stuck] = [server.connect('ana'), server.connect('stuck')]
  stuck.socket.buffered = 2_000
  ana.connection.receive(typing(5).type('a'))
  await ana.socket.frame(SAVED, 1)
  server.clock.advance(31_000)
  expect(stuck.socket.closedWith).toBe(4508)
})

test('NS33 too large a frame or document is closed with 4413, too many frames with 4529', async () => {
  await using server = await notesFixture({ frameBytes: 500, documentBytes: 600, framesBurst: 10 })
  const [large, full, many] = [server.connect('large'), server.connect('full'), server.connect('many')]
  large.connection.receive(typing(5).type('x'.repeat(600)))
  expect(large.socket.closedWith).toBe(4413)
  const author = typing(6)
  full.connection.receive(author.type('x'.repeat(400)))
  await full.socket.frame(SAVED, 1)
  full.connection.receive(author.type('x'.repeat(400)))
  expect(full.socket.closedWith).toBe(4413)
  for (let i = 0; i < 11; i++) many.connection.receive(Uint8Array.of(3 + 1))
  expect(many.socket.closedWith).toBe(4529)
})

test('NS34 a document left is let go: no room, no timer', async () => {
  await using server = await notesFixture()
  const ana = server.connect('ana')
  ana.connection.receive(presence(5, 1, {}))
  ana.connection.receive(typing(5).type('a'))
  await ana.socket.frame(SAVED, 1)
  ana.connection.closed()
  expect(server.notes.stats()).toMatchObject({ rooms: 0, connections: 0 })
  expect(server.clock.pending).toBe(0)
})

test('NS35 a seeded document has one empty paragraph in each fragment, and cannot be seeded twice', async () => {
  await using server = await notesFixture()
  const seed = () => server.store.transact((tx) => server.notes.seed(tx, 'doc', ['sec:a', 'sec:b']))
  await seed()
  const doc = new Y.Doc()
  Y.applyUpdate(doc, (await server.notes.read('doc')).update)
  for (const name of ['sec:a', 'sec:b']) expect(doc.getXmlFragment(name).toString()).toBe('<paragraph></paragraph>')
  await expect(seed()).rejects.toMatchObject({ name: 'UniqueViolation' })
})

test('NS36 compaction keeps the content, leaves out what was deleted, and trims the log', async () => {
  await using server = await notesFixture({ compactUpdates: 20 })
  const ana = server.connect('ana')
  const author = typing(5)
  for (let i = 0; i < 20; i++) ana.connection.receive(author.type('some words '))
  author.text.delete(0, author.text.length)
  ana.connection.receive(updateFrame(Y.encodeStateAsUpdate(author.doc)))
  ana.connection.receive(author.type('kept'))
  await ana.socket.frame(SAVED, 22)
  ana.connection.closed()
  await server.notes.close()
  expect(server.notes.stats().compactions).toMatchObject({ failed: 0, pending: 0 })
  expect(await server.store.tail(notesLog('doc'))).toBeGreaterThanOrEqual(20)
  expect(await server.text()).toBe('kept')
  expect(server.logged).toEqual([])
})

test('NS26 a connection that echoes someone else is not taken for them', async () => {
  await using server = await notesFixture()
  const ben = server.connect('ben')
  ben.connection.receive(typing(6).type('b'))
  await ben.socket.frame(SAVED, 1)
  ben.connection.receive(presence(5, 1, { user: { id: 'ana', name: 'ana' } }))
  const ana = server.connect('ana')
  ana.connection.receive(presence(5, 1, { cursor: 2 }))
  ana.connection.receive(typing(5).type('a'))
  await ana.socket.frame(SAVED, 1)
  server.clock.advance(500)
  expect(shown(ben.socket.frames, 5)?.json).toContain('cursor')
  expect(server.notes.stats().dropped.forgedClaim).toBe(0)
})

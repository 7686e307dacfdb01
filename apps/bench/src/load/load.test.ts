import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { applyUpdate, Doc, decodeStateVector, encodeStateVector, mergeUpdates, parseUpdateMeta } from 'yjs'
import { recordedSession } from '../scenarios/recorded-session.ts'
import { mark, scanMarks } from '../wire/mark.ts'
import { openSocket } from '../wire/open-socket.ts'
import { fromFlags, type LoadSpec, toFlags } from './load-spec.ts'
import { createReader } from './notes-reader.ts'

test('BN13 the recorded session, typed again whole, ends in the text its author ended with', async () => {
  const recorded = await readFile(new URL('../../fixtures/seph-blog1.json.gz', import.meta.url))
  const { endContent } = JSON.parse(gunzipSync(recorded).toString())
  const session = await recordedSession(137_154)
  expect(session.text).toBe(endContent)
  const doc = new Doc()
  for (const update of session.updates) applyUpdate(doc, update)
  expect(doc.getText('scratch').toString()).toBe(endContent)
  expect(decodeStateVector(encodeStateVector(doc))).toEqual(new Map([[session.client, session.clock]]))
})

const spec: LoadSpec = {
  peer: 'raw-ws',
  url: 'http://127.0.0.1:1',
  pid: 1,
  rate: 50,
  connections: 20,
  seconds: 2,
  warmUpSeconds: 0.5,
}

test('BN6 three updates count as three, merged or one by one, and a repeat as none', () => {
  const { client, updates } = typed(3)
  const merged = mergeUpdates([...updates])
  expect(told(client, updates)).toEqual([0, 1, 2])
  expect(told(client, [merged])).toEqual([0, 1, 2])
  expect(told(client, [...updates, merged])).toEqual([0, 1, 2])
})

test('BN6 a jump over a clock leaves it uncounted', () => {
  const { client, updates } = typed(3)
  expect(told(client, updates.toSpliced(1, 1))).toEqual([0, 2])
})

test('BN9 several marks of one frame are found, and what only looks like one is not', () => {
  const found: number[][] = []
  const frame = Buffer.from(`{"a":"${mark(1, 20, 3.5)}","b":"~#1.2","c":"x ${mark(0, 7, 1_000_000)} y~#"}`)
  scanMarks(frame, (...fields) => found.push(fields))
  expect(found).toEqual([
    [1, 20, 3.5],
    [0, 7, 1_000_000],
  ])
})

test('BN12 a generator takes a bounded load from its flags', () => {
  expect(fromFlags(toFlags(spec))).toEqual(spec)
})

test('BN12 a generator refuses a load beyond its bounds', () => {
  expect(() => fromFlags(toFlags({ ...spec, connections: 5_000 }))).toThrow('5000 is not between')
  expect(() => fromFlags(toFlags({ ...spec, rate: Number.NaN }))).toThrow('NaN is not between')
})

test('BN12 a connection to another machine is refused before it is made', async () => {
  await expect(openSocket('http://192.0.2.1:80', () => {})).rejects.toThrow('127.0.0.1 only')
})

function typed(chars: number): { client: number; updates: Uint8Array[] } {
  const doc = new Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  for (let char = 0; char < chars; char += 1) doc.getText('scratch').insert(char, 'x')
  return { client: doc.clientID, updates }
}

function told(client: number, updates: readonly Uint8Array[]): number[] {
  const chars: number[] = []
  const read = createReader(new Map([[client, 0]]), (_, char) => chars.push(char))
  for (const update of updates) read(parseUpdateMeta(update), 0)
  return chars
}

import { seededRandom } from '@convene/testkit'
import * as Y from 'yjs'
import { dropForged } from './drop-forged.ts'
import { Malformed } from './malformed.ts'
import { parseUpdate } from './parse-update.ts'
import { randomEdit } from './testing/random-edit.ts'

/** Every kind of content Yjs writes, with deletions, from two clients. */
function everything(): Y.Doc {
  const doc = new Y.Doc()
  doc.clientID = 7
  const text = doc.getText('text')
  text.insert(0, 'plain – नमस्ते 🎉')
  text.format(0, 3, { bold: true })
  text.insertEmbed(2, { image: 'x' })
  doc
    .getArray('array')
    .push([1, -70, 2.5, 'x', null, true, { a: [1, { b: false }], big: 2n ** 60n }, Uint8Array.of(1, 2)])
  doc.getMap('map').set('key', new Y.Map([['inner', new Y.Array()]]))
  doc.getMap('map').set('doc', new Y.Doc({ guid: 'g' }))
  const element = new Y.XmlElement('paragraph')
  doc.getXmlFragment('sec:a').push([element])
  element.setAttribute('level', '2')
  element.push([new Y.XmlText('words')])
  text.delete(1, 3)
  const other = new Y.Doc()
  other.clientID = 9
  Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
  other.getText('text').insert(4, 'between')
  other.getXmlFragment('sec:a').delete(0, 1)
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(other))
  return doc
}

const truth = (update: Uint8Array) => {
  const { structs, ds } = Y.decodeUpdate(update)
  return {
    structs: structs.map((struct) => [struct.id.client, struct.id.clock, struct.length]),
    deletions: [...ds.clients].flatMap(([client, items]) => items.map(({ clock, len }) => [client, clock, len])),
  }
}

const seen = (update: Uint8Array) => {
  const { sections, deletions } = parseUpdate(update)
  return {
    structs: sections.flatMap(({ client, structs }) => structs.map(({ clock, length }) => [client, clock, length])),
    deletions: deletions.map(({ client, clock, length }) => [client, clock, length]),
  }
}

test('NS1 the structure of everything Yjs writes is read as Yjs reads it', () => {
  const doc = everything()
  const update = Y.encodeStateAsUpdate(doc)
  expect(seen(update)).toEqual(truth(update))
  const random = seededRandom(1)
  const drawn = new Y.Doc()
  drawn.on('update', (part: Uint8Array) => expect(seen(part)).toEqual(truth(part)))
  for (let i = 0; i < 500; i++) randomEdit(drawn, random)
  const whole = Y.encodeStateAsUpdate(drawn)
  expect(seen(whole)).toEqual(truth(whole))
})

test('NS2 an update cut short anywhere, or with bytes after it, is malformed', () => {
  const update = Y.encodeStateAsUpdate(everything())
  for (let length = 0; length < update.length; length++) {
    expect(() => parseUpdate(update.subarray(0, length))).toThrow(Malformed)
  }
  expect(() => parseUpdate(Uint8Array.of(...update, 0))).toThrow(Malformed)
})

test('NS2 a length beyond the frame does not read the memory next to it', () => {
  const shared = new TextEncoder().encode('\u0000\u0002\u0005secret words of someone else')
  expect(() => parseUpdate(shared.subarray(0, 5))).toThrow(Malformed)
})

test.each([
  ['sections by rising client', [2, 1, 5, 0, 0, 1, 1, 6, 0, 0, 1, 0]],
  ['a client twice', [2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0]],
  ['an origin in its own future', [1, 1, 5, 0, 0x81, 5, 3, 1, 0]],
  ['an empty GC struct', [1, 1, 5, 0, 0, 0, 0]],
  ['an empty text', [1, 1, 5, 0, 0x04, 1, 1, 97, 0, 0]],
  ['an unknown content', [1, 1, 5, 0, 0x0b, 1, 1, 97, 1, 0]],
  ['an unknown type', [1, 1, 5, 0, 0x07, 1, 1, 97, 7, 0]],
  ['a format that is not JSON', [1, 1, 5, 0, 0x06, 1, 1, 97, 1, 98, 1, 123, 0]],
  ['text that is not UTF-8', [1, 1, 5, 0, 0x04, 1, 1, 97, 1, 255, 0]],
  ['a sub-document without options', [1, 1, 5, 0, 0x09, 1, 1, 97, 1, 98, 126, 0]],
  ['an empty deletion', [0, 1, 5, 1, 0, 0]],
  [
    'values nested deep',
    [1, 1, 5, 0, 0x08, 1, 1, 97, 1, ...Array.from({ length: 200 }, () => [117, 1]).flat(), 127, 0],
  ],
])('NS3 an update that would break an open page is malformed: %s', (_name, bytes) => {
  expect(() => parseUpdate(Uint8Array.from(bytes))).toThrow(Malformed)
})

test('NS30 cutting a forged claim leaves the honest rest, which Yjs applies', () => {
  const update = Y.encodeStateAsUpdate(everything())
  const rest = dropForged(update, parseUpdate(update), (client) => client === 9)
  expect(parseUpdate(rest ?? update).sections.map(({ client }) => client)).toEqual([7])
  const doc = new Y.Doc()
  Y.applyUpdate(doc, rest ?? update)
  expect(Y.decodeStateVector(Y.encodeStateVector(doc)).has(9)).toBe(false)
  expect(doc.getText('text').length).toBeGreaterThan(0)
})

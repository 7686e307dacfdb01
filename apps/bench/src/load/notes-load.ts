/**
 * A process of its own: many connections to one document, ten of them writing. Every update is one character in a text, so
 * it is one step of its writer's Yjs clock; what a frame brings is read from the clocks in it. A frame that carries several
 * merged updates counts as several, one that repeats known clocks as none: the count is the same whether or not a server merges.
 */
import { Doc, parseUpdateMeta } from 'yjs'
import { createTally } from '../measure/tally.ts'
import { allPeers } from '../peers/index.ts'
import type { NotesConnection, NotesRoom } from '../peers/peer.ts'
import { fromFlags } from './load-spec.ts'
import { measuredWindow } from './measured-window.ts'
import { createReader } from './notes-reader.ts'

const WRITERS = 10

const spec = fromFlags(process.argv.slice(2))
const clock = () => performance.now()
const room = await enter()

const docs = Array.from({ length: WRITERS }, () => new Doc())
const writerOf = new Map(docs.map((doc, writer) => [doc.clientID, writer]))
let onChar: (receiver: number, writer: number, char: number, nowMs: number) => void = () => {}

const connections: NotesConnection[] = []
for (let receiver = 0; receiver < spec.connections; receiver += 1) {
  const read = createReader(writerOf, (writer, char, nowMs) => onChar(receiver, writer, char, nowMs))
  const onUpdate = (update: Uint8Array) => read(parseUpdateMeta(update), clock())
  // The first ten are the writers, and as the page does, they ask to be told what is saved.
  connections.push(await room.open(receiver < WRITERS ? { onUpdate, onSaved: () => {} } : { onUpdate }))
}
docs.forEach((doc, writer) => {
  doc.on('update', (update: Uint8Array) => connections[writer]?.push(update))
})

const figures = await measuredWindow(spec, clock, (_, items) => {
  const tally = createTally(spec.connections, items, (spec.connections - 1) * items)
  const firstChars = docs.map((doc) => doc.getText('scratch').length)
  const due = new Float64Array(items)
  onChar = (receiver, writer, char, nowMs) => {
    const item = (char - (firstChars[writer] ?? 0)) * WRITERS + writer
    // Some servers send a writer its own change back, some do not: it counts for none.
    if (receiver !== writer && item >= 0 && item < items) tally.deliver(receiver, item, due[item] ?? nowMs, nowMs)
  }
  return {
    tally,
    emit(item, dueMs) {
      due[item] = dueMs
      const text = docs[item % WRITERS]?.getText('scratch')
      text?.insert(text.length, 'x')
    },
  }
})
process.send?.({ ...figures, refused: 0 }, () => process.exit(0))

function enter(): Promise<NotesRoom> {
  const peer = allPeers({}).find(({ name }) => name === spec.peer)
  if (peer?.notes === undefined) throw new Error(`No peer for notes is called ${spec.peer}`)
  return peer.notes.enter(spec.url)
}

import { openSqliteStore } from '@convene/store/sqlite'
import { seededRandom, systemClock, tempFolder } from '@convene/testkit'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'
import { createNotesServer, localFeed, localSignals, type NotesServer, notesTables } from './index.ts'
import { chaosSocket, type Weather } from './testing/chaos-socket.ts'
import { randomEdit } from './testing/random-edit.ts'

const SEEDS = Number(process.env.NOTES_FUZZ_SEEDS ?? 6)
const CLIENTS = 5
const ROUNDS = 60

test.each(Array.from({ length: SEEDS }, (_, at) => at + 1))(
  'NS42 seed %i: through loss, repetition, delay, breaks, two nodes, restarts and compaction, all replicas and the stored document agree',
  async (seed) => {
    await using folder = await tempFolder()
    const random = seededRandom(seed)
    const weather: Weather = { calm: false }
    const store = await openSqliteStore({ folder: folder.path, tables: notesTables, clock: systemClock, windowMs: 2 })
    const logged: object[] = []
    const start = (): NotesServer =>
      createNotesServer(
        {
          store,
          feed: localFeed(store),
          signals: localSignals(),
          clock: systemClock,
          log: { warn: () => {}, error: (details) => void logged.push(details) },
          accessOf: async () => 'write',
        },
        { compactUpdates: 15, idleUpdates: 5 },
      )
    const nodes = [start(), start()]
    const clients = Array.from({ length: CLIENTS }, (_, at) => {
      const person = { id: `p${at}`, name: `P${at}`, color: '#000' }
      const grant = { docName: 'doc', access: 'write' as const, ack: false, person }
      const accept = () => {
        const node = random.pick(nodes)
        return (socket: Parameters<NotesServer['connect']>[1]) => node.connect(grant, socket)
      }
      const doc = new Y.Doc()
      doc.clientID = 100 + at
      const WebSocketPolyfill = chaosSocket(accept, random, weather)
      return { doc, provider: new WebsocketProvider('ws://memory', 'doc', doc, { WebSocketPolyfill, disableBc: true }) }
    })
    const pause = () => new Promise<void>((resolve) => void systemClock.after(random.int(4), resolve))

    for (let round = 0; round < ROUNDS; round++) {
      const { doc, provider } = random.pick(clients)
      for (let i = random.int(6); i >= 0; i--) randomEdit(doc, random)
      const fate = random.next()
      if (fate < 0.06) provider.disconnect()
      else if (fate < 0.3) provider.connect()
      else if (fate < 0.33) {
        const at = random.int(nodes.length)
        const [old] = nodes.splice(at, 1, start())
        await old?.close()
      }
      await pause()
    }

    weather.calm = true
    for (const { provider } of clients) {
      provider.disconnect()
      provider.connect()
    }
    const docs = clients.map(({ doc }) => doc)
    await agreement(docs)
    const stored = new Y.Doc()
    const { update } = await (nodes[0] ?? start()).read('doc')
    Y.applyUpdate(stored, update)
    expect({ seed, content: content(stored) }).toEqual({ seed, content: content(docs[0] ?? new Y.Doc()) })
    expect(stored.store.pendingStructs).toBeNull()
    for (const { doc, provider } of clients) {
      provider.destroy()
      doc.destroy()
    }
    for (const node of nodes) await node.close()
    await store.close()
    expect(logged).toEqual([])
  },
)

const content = (doc: Y.Doc) => ({
  text: doc.getText('scratch').toString(),
  section: doc.getXmlFragment('sec:a').toString(),
  map: Object.entries(doc.getMap('map').toJSON()).sort(([a], [b]) => a.localeCompare(b)),
  list: doc.getArray('list').toJSON(),
  vector: [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b),
})

/** Resolves when all documents show the same. */
function agreement(docs: readonly Y.Doc[]): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (new Set(docs.map((doc) => JSON.stringify(content(doc)))).size > 1) return
      for (const doc of docs) doc.off('update', look)
      resolve()
    }
    for (const doc of docs) doc.on('update', look)
    look()
  })
}

import { setTimeout as after } from 'node:timers/promises'
import { applyUpdate, Doc, parseUpdateMeta } from 'yjs'
import { median } from '../measure/median.ts'
import { readUsage } from '../measure/process-usage.ts'
import type { NotesRoom, Peer } from '../peers/peer.ts'
import { type RecordedSession, recordedSession } from './recorded-session.ts'
import type { Figures, Scenario } from './scenario.ts'

const WARM_OPENS = 5
const TIMEOUT_MS = 60_000
const KEYSTROKES = 137_154
const QUICK_KEYSTROKES = 2_000

export const open: Scenario = {
  name: 'open',
  title: 'Opening a long document, as one person typed it',
  method:
    'From the start of the connection until an empty client holds the whole document; warm is the median of five opens, cold the ' +
    'first one after a restart of the server. Only peers that store. The text is compared with the recorded one each time.',
  columns: [
    { key: 'coldMs', title: 'cold ms', digits: 0, ratio: true },
    { key: 'warmMs', title: 'warm ms', digits: 0, ratio: true },
    { key: 'receivedKb', title: 'received KB', digits: 0 },
    { key: 'coldRssMb', title: 'RSS MB after cold open', digits: 0 },
    { key: 'peakRssMb', title: 'peak RSS MB while written', digits: 0 },
  ],
  cases(peers, settings) {
    const keystrokes = settings.quick ? QUICK_KEYSTROKES : KEYSTROKES
    // Replayed once, when first needed: it takes seconds and is the same for all.
    let session: Promise<RecordedSession> | null = null
    return [
      {
        label: `${keystrokes} keystrokes`,
        peers: peers.filter((peer) => peer.notes !== undefined && peer.stores),
        rounds: settings.rounds,
        measure: async (peer, dataFolder) => {
          session ??= recordedSession(keystrokes)
          return measure(peer, dataFolder, await session)
        },
      },
    ]
  },
}

async function measure(peer: Peer, dataFolder: string, session: RecordedSession): Promise<Figures> {
  const server = await peer.start(dataFolder)
  let warm: Opened[] = []
  let peakRssMb: number
  try {
    const room = await enter(peer, server.url)
    const watching = openWhole(room, session)
    const author = await room.open({ onUpdate: () => {} })
    for (const update of session.updates) author.push(update)
    await watching
    author.close()
    for (let turn = 0; turn < WARM_OPENS; turn += 1) warm = [...warm, await openWhole(room, session)]
    peakRssMb = (await readUsage(server.pid)).peakRssMb
  } finally {
    await server.stop()
  }
  const again = await peer.start(dataFolder)
  try {
    const cold = await openWhole(await enter(peer, again.url), session)
    const { rssMb } = await readUsage(again.pid)
    return {
      coldMs: cold.ms,
      warmMs: median(warm.map(({ ms }) => ms)),
      receivedKb: cold.bytes / 1024,
      coldRssMb: rssMb,
      peakRssMb,
    }
  } finally {
    await again.stop()
  }
}

interface Opened {
  readonly ms: number
  readonly bytes: number
}

/** Opens as an empty client and resolves when everything the author wrote has come; rejects when the text is another. */
async function openWhole(room: NotesRoom, session: RecordedSession): Promise<Opened> {
  const updates: Uint8Array[] = []
  const whole = Promise.withResolvers<number>()
  const startedMs = performance.now()
  const connection = await room.open({
    onUpdate(update) {
      const nowMs = performance.now()
      updates.push(update)
      if ((parseUpdateMeta(update).to.get(session.client) ?? 0) >= session.clock) whole.resolve(nowMs)
    },
  })
  const endedMs = await Promise.race([whole.promise, after(TIMEOUT_MS, null, { ref: false })])
  connection.close()
  if (endedMs === null) throw new Error('The document did not come whole')
  const doc = new Doc()
  for (const update of updates) applyUpdate(doc, update)
  if (doc.getText('scratch').toString() !== session.text) throw new Error('The document came with another text')
  return { ms: endedMs - startedMs, bytes: updates.reduce((sum, update) => sum + update.byteLength, 0) }
}

function enter(peer: Peer, url: string): Promise<NotesRoom> {
  if (peer.notes === undefined) throw new Error(`${peer.name} has no notes`)
  return peer.notes.enter(url)
}

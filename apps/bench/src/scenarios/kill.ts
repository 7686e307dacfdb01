import { setTimeout as after } from 'node:timers/promises'
import { pace } from '../load/pace.ts'
import type { Peer } from '../peers/peer.ts'
import { killMoments } from './kill-moments.ts'
import { chatSubject, type KillSubject, notesSubject } from './kill-subjects.ts'
import type { Case, Figures, Scenario, Settings } from './scenario.ts'

const WRITES_PER_S = 100
const LIFE_LIMIT_S = 5

export const kill: Scenario = {
  name: 'kill',
  title: 'SIGKILL while people write',
  method:
    `One client writes ${WRITES_PER_S} times a second, another watches; the server is killed at a random moment of the first two ` +
    'seconds and started again on the same folder, and a new client asks for everything. A promise is a write that the watcher ' +
    'was shown or whose storing was acknowledged; no client that holds the data comes back to heal the loss.',
  columns: [
    { key: 'kills', title: 'kills', digits: 0 },
    { key: 'promised', title: 'promised', digits: 0 },
    { key: 'acknowledged', title: 'of these acknowledged as stored', digits: 0 },
    { key: 'lost', title: 'promised but lost', digits: 0 },
    { key: 'killsWithLoss', title: 'kills with a loss', digits: 0 },
  ],
  cases: (peers, settings) => [
    killCase('chat', peers, settings, chatSubject),
    killCase('notes', peers, settings, notesSubject),
  ],
}

function killCase(
  label: 'chat' | 'notes',
  peers: readonly Peer[],
  settings: Settings,
  subjectOf: (peer: Peer) => KillSubject,
): Case {
  return {
    label,
    peers: peers.filter((peer) => peer[label] !== undefined),
    rounds: 1,
    measure: (peer, dataFolder) => killAgainAndAgain(peer, dataFolder, settings, subjectOf(peer)),
  }
}

/** Each kill's promises are checked on the server that starts next, which is then killed in its turn. */
async function killAgainAndAgain(
  peer: Peer,
  dataFolder: string,
  { kills, seed }: Settings,
  subject: KillSubject,
): Promise<Figures> {
  const sum = { kills: 0, promised: 0, acknowledged: 0, lost: 0, killsWithLoss: 0 }
  let server = await peer.start(dataFolder)
  try {
    for (const lifeMs of killMoments(seed, kills)) {
      const { shown, saved, write, ended } = await subject.begin(server.url, sum.kills)
      const stop = new AbortController()
      const clock = () => performance.now()
      const writing = pace({ rate: WRITES_PER_S, seconds: LIFE_LIMIT_S, clock, signal: stop.signal }, write)
      await after(lifeMs)
      await server.kill()
      stop.abort()
      // What was on its way when the process died still arrives, and counts as shown.
      await Promise.all([writing, ended])

      server = await peer.start(dataFolder)
      const promised = new Set([...shown, ...saved])
      const kept = await subject.kept(server.url, sum.kills, promised)
      const lost = [...promised].filter((item) => !kept.has(item)).length
      sum.kills += 1
      sum.promised += promised.size
      sum.acknowledged += saved.size
      sum.lost += lost
      sum.killsWithLoss += lost > 0 ? 1 : 0
    }
    return sum
  } finally {
    await server.stop()
  }
}

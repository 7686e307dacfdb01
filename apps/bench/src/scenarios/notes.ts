import { LOAD_COLUMNS, type Scenario, type Settings } from './scenario.ts'
import { underLoad } from './under-load.ts'

const RATES = [100, 500]
const CONNECTIONS = 100
const QUICK_CONNECTIONS = 20
const connections = ({ quick }: Settings): number => (quick ? QUICK_CONNECTIONS : CONNECTIONS)

export const notes: Scenario = {
  name: 'notes',
  title: 'Notes: one document, ten of its connections writing',
  method:
    'A delivery is one update (one character typed) at one connection other than its writer; it is read from the Yjs clocks in the ' +
    'frame, so an update counts once whether a server merges updates or not, and echoes count for none.',
  columns: LOAD_COLUMNS,
  cases: (peers, settings) =>
    (settings.quick ? RATES.slice(0, 1) : RATES).map((rate) => ({
      label: `${rate} updates/s, ${connections(settings)} open`,
      peers: peers.filter((peer) => peer.notes !== undefined),
      rounds: settings.rounds,
      measure: (peer, dataFolder) =>
        underLoad('notes', peer, dataFolder, { ...settings, rate, connections: connections(settings) }),
    })),
}

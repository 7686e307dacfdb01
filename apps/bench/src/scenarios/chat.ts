import { LOAD_COLUMNS, type Scenario, type Settings } from './scenario.ts'
import { underLoad } from './under-load.ts'

const RATES = [50, 400, 2_000]
const FOLLOWERS = 200
const QUICK_FOLLOWERS = 20
const followers = ({ quick }: Settings): number => (quick ? QUICK_FOLLOWERS : FOLLOWERS)

export const chat: Scenario = {
  name: 'chat',
  title: 'Chat: followers of one channel',
  method:
    'A delivery is one message at one follower. Four connections post; latency counts from when a message was due. ' +
    'Only convene authorizes, stores (synced to disk before anyone sees it) and answers retries; the peers broadcast from memory.',
  columns: LOAD_COLUMNS,
  cases: (peers, settings) =>
    (settings.quick ? RATES.slice(0, 1) : RATES).map((rate) => ({
      label: `${rate} messages/s to ${followers(settings)}`,
      peers: peers.filter((peer) => peer.chat !== undefined),
      rounds: settings.rounds,
      measure: (peer, dataFolder) =>
        underLoad('chat', peer, dataFolder, { ...settings, rate, connections: followers(settings) }),
    })),
}

import { convene } from './convene.ts'
import { hocuspocus } from './hocuspocus.ts'
import type { Peer } from './peer.ts'
import { plainSocketIo } from './plain-socket-io.ts'
import { rawWs } from './raw-ws.ts'
import { yWebsocketServer, yWebsocketServerLevelDb } from './y-websocket-server.ts'

/** Every server that is measured, ours first: ratios are taken against the first. `env` is what their processes inherit. */
export const allPeers = (env: NodeJS.ProcessEnv): readonly Peer[] => [
  convene(env),
  rawWs(env),
  plainSocketIo(env),
  yWebsocketServer(env),
  yWebsocketServerLevelDb(env),
  hocuspocus(env),
]

import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openNotes } from '../wire/notes-client.ts'
import { launch } from './launch.ts'
import type { NotesPeer, Peer } from './peer.ts'

const FILE = fileURLToPath(new URL('servers/y-websocket-server.ts', import.meta.url))

/** @y/websocket-server as it comes: documents live in memory only. */
export const yWebsocketServer = (env: NodeJS.ProcessEnv): Peer => ({
  name: 'y-websocket-server',
  keeps: 'nothing (its default)',
  stores: false,
  start: () => launch(FILE, env),
  notes,
})

/** The same with the persistence it ships, LevelDB, which it writes after it has broadcast. */
export const yWebsocketServerLevelDb = (env: NodeJS.ProcessEnv): Peer => ({
  name: 'y-websocket-server+leveldb',
  keeps: 'updates, unsynced',
  stores: true,
  start: (dataFolder) => launch(FILE, { ...env, YPERSISTENCE: join(dataFolder, 'leveldb') }),
  notes,
})

const notes: NotesPeer = {
  enter: async (url) => ({ open: (listener) => openNotes(`${url}/minutes`, null, listener) }),
}

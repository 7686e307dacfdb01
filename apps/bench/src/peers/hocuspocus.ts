import { fileURLToPath } from 'node:url'
import { writeVarString, writeVarUint } from 'lib0/encoding'
import { openNotes } from '../wire/notes-client.ts'
import { launch } from './launch.ts'
import type { Peer } from './peer.ts'

const FILE = fileURLToPath(new URL('servers/hocuspocus.ts', import.meta.url))
const DOCUMENT = 'minutes'
const AUTH = 2
const AUTH_TOKEN = 0

/** Hocuspocus 4 with its database extension on SQLite. */
export const hocuspocus = (env: NodeJS.ProcessEnv): Peer => ({
  name: 'hocuspocus',
  keeps: 'documents, 2 to 10 s later',
  stores: true,
  start: (dataFolder) => launch(FILE, { ...env, BENCH_DATA: dataFolder }),
  notes: {
    enter: async (url) => ({
      open: (listener) =>
        openNotes(url, DOCUMENT, listener, (encoder) => {
          writeVarUint(encoder, AUTH)
          writeVarUint(encoder, AUTH_TOKEN)
          writeVarString(encoder, 'anyone')
        }),
    }),
  },
})

import { fileURLToPath } from 'node:url'
import { freePort } from '@convene/testkit'
import { enterChat } from './convene-chat.ts'
import { enterNotes } from './convene-notes.ts'
import { launch } from './launch.ts'
import type { Peer } from './peer.ts'

const FILE = fileURLToPath(new URL('../../../server/src/main.ts', import.meta.url))

/** Ours as `npm start` runs it, with the limits on rates raised, for the load comes from one address and one person. */
export const convene = (env: NodeJS.ProcessEnv): Peer => ({
  name: 'convene',
  keeps: 'everything, before anyone sees it',
  stores: true,
  start: async (dataFolder) =>
    launch(FILE, {
      ...env,
      // The server's own address is part of its settings, so its port is chosen before it starts.
      PORT: String(await freePort()),
      CONVENE_DATA: dataFolder,
      CONVENE_DEMO: '1',
      CONVENE_RATE_FACTOR: '1000',
      CONVENE_LOG: 'warn',
    }),
  chat: { enter: enterChat },
  notes: { enter: enterNotes },
})

import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
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
      PORT: String(await freePort()),
      CONVENE_DATA: dataFolder,
      CONVENE_DEMO: '1',
      CONVENE_RATE_FACTOR: '1000',
      CONVENE_LOG: 'warn',
    }),
  chat: { enter: enterChat },
  notes: { enter: enterNotes },
})

/** The server's own address is part of its settings, so the port is chosen before it starts. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

import { fileURLToPath } from 'node:url'
import { connectSocketIo } from '../wire/socket-io-client.ts'
import { launch } from './launch.ts'
import type { ChatRoom, Peer } from './peer.ts'
import { collectReplay } from './replay.ts'

const FILE = fileURLToPath(new URL('servers/plain-socket-io.ts', import.meta.url))

/** A Socket.IO room with `io.to(room).emit`: what most chat tutorials build. */
export const plainSocketIo = (env: NodeJS.ProcessEnv): Peer => ({
  name: 'plain-socket-io',
  keeps: 'nothing',
  stores: false,
  start: () => launch(FILE, env),
  chat: { enter: async (url) => room(url) },
})

function room(url: string): ChatRoom {
  const follow: ChatRoom['follow'] = async (onFrame) => {
    const client = await connectSocketIo(url, null, onFrame)
    await client.ask(['follow'])
    return client
  }
  return {
    follow,
    async speak() {
      const client = await connectSocketIo(url, null, () => {})
      return {
        say: (text) => client.emit(['say', text]),
        refusals: () => ({ count: 0, reason: null }),
        close: client.close,
        closed: client.closed,
      }
    },
    history: () => collectReplay(follow),
  }
}

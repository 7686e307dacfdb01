import { fileURLToPath } from 'node:url'
import { openSocket } from '../wire/open-socket.ts'
import { launch } from './launch.ts'
import type { ChatRoom, Peer } from './peer.ts'
import { collectReplay } from './replay.ts'

const FILE = fileURLToPath(new URL('servers/raw-ws.ts', import.meta.url))

/** A broadcast over plain `ws`: the floor of what a frame to every follower costs. */
export const rawWs = (env: NodeJS.ProcessEnv): Peer => ({
  name: 'raw-ws',
  keeps: 'nothing',
  stores: false,
  start: () => launch(FILE, env),
  chat: { enter: async (url) => room(url) },
})

function room(url: string): ChatRoom {
  const follow: ChatRoom['follow'] = async (onFrame) => {
    const taken = Promise.withResolvers<void>()
    const socket = await openSocket(url, (frame) => {
      taken.resolve()
      onFrame(frame)
    })
    socket.send('{"follow":true}')
    await taken.promise
    return socket
  }
  return {
    follow,
    async speak() {
      const socket = await openSocket(url, () => {})
      return {
        say: (text) => socket.send(JSON.stringify({ text })),
        refusals: () => ({ count: 0, reason: null }),
        close: socket.close,
        closed: socket.closed,
      }
    },
    history: () => collectReplay(follow),
  }
}

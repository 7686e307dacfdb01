import { runLoad } from '../load/run-load.ts'
import type { Peer } from '../peers/peer.ts'
import type { Figures, Settings } from './scenario.ts'

/** Starts a fresh server, puts one load on it from another process, and stops it. */
export async function underLoad(
  kind: 'chat' | 'notes',
  peer: Peer,
  dataFolder: string,
  { rate, connections, seconds, warmUpSeconds }: { rate: number; connections: number } & Settings,
): Promise<Figures> {
  const server = await peer.start(dataFolder)
  try {
    return await runLoad(kind, {
      peer: peer.name,
      url: server.url,
      pid: server.pid,
      rate,
      connections,
      seconds,
      warmUpSeconds,
    })
  } finally {
    await server.stop()
  }
}

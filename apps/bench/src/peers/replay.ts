import { setTimeout as after } from 'node:timers/promises'
import type { ChatRoom } from './peer.ts'

const REPLAY_WAIT_MS = 100

/** What a server with no history of its own sends to one who comes back: asked all the same, so that its loss is measured, not assumed. */
export async function collectReplay(follow: ChatRoom['follow']): Promise<string> {
  const frames: string[] = []
  const connection = await follow((frame) => frames.push(frame.toString()))
  await after(REPLAY_WAIT_MS)
  connection.close()
  return frames.join('\n')
}

import { once } from 'node:events'
import { connect } from 'node:net'
import { describeWith } from './describe-with.ts'
import { startRedis } from './redis.ts'

describeWith(['redis'], 'redis of the testkit', () => {
  test('TK5 what was written is there after a crash and a restart', async () => {
    const redis = await startRedis()
    try {
      expect(await ask(redis.url, 'XADD log 1-1 seq 1')).toContain('1-1')
      await redis.restart('SIGKILL')
      expect(await ask(redis.url, 'XLEN log')).toContain(':1')
    } finally {
      await redis.stop()
    }
  })
})

/** One inline command and the start of its answer. */
async function ask(url: string, command: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(`${command}\r\n`)
  const [answer] = await once(socket, 'data')
  socket.destroy()
  return String(answer)
}

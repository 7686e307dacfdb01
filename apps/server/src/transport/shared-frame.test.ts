import { io, type Socket } from 'socket.io-client'
import { seedDemo } from '../demo/index.ts'
import { connect, tokenFor } from '../testing/client.ts'
import { communityNamed } from '../testing/places.ts'
import { startServer } from '../testing/start-server.ts'

const POSTS = 300

/** Follows the stream by these transports; `all` resolves with the seqs received once the last one came. */
async function listener(url: string, token: string, stream: string, transports: string[]) {
  const socket: Socket = io(url, { auth: { token }, transports, forceNew: true, reconnection: false })
  const seqs: number[] = []
  const all = new Promise<number[]>((resolve) => {
    socket.on('events', (packet: { events: { seq: number }[] }) => {
      for (const { seq } of packet.events) seqs.push(seq)
      if (seqs.length >= POSTS) resolve(seqs)
    })
  })
  const upgraded = new Promise<void>((resolve) => socket.io.engine.once('upgrade', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  const { seq } = await socket.emitWithAck('follow', { stream })
  return { socket, seq, all, upgraded }
}

test('TR40 events come once and in order to who polls, who upgrades meanwhile, and who has a WebSocket', async () => {
  const server = await startServer()
  await seedDemo(server)
  const { token } = await tokenFor(server.url, 'partner')
  const writer = await connect(server.url, { token })
  const channelId = (await communityNamed(writer, 'respite')).channels[0]?.id ?? ''
  const stream = `channel/${channelId}`
  const polling = await listener(server.url, token, stream, ['polling'])
  const direct = await listener(server.url, token, stream, ['websocket'])
  const upgrading = await listener(server.url, token, stream, ['polling', 'websocket'])
  for (let index = 0; index < POSTS; index++) await writer.call('chat.post', { channelId, text: `${index}` })
  await upgrading.upgraded
  expect(polling.socket.io.engine.transport.name).toBe('polling')
  for (const { seq, all, socket } of [polling, direct, upgrading]) {
    expect(await all).toEqual(Array.from({ length: POSTS }, (_, index) => seq + 1 + index))
    socket.disconnect()
  }
  writer.close()
  await server.dispose()
})

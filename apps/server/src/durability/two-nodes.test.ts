import { openMongoStore } from '@convene/store/mongo'
import { describeWith, type Mongo, type Redis, startMongo, startRedis, systemClock } from '@convene/testkit'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { seedDemo } from '../demo/index.ts'
import { openRedisBus } from '../kit/redis-bus.ts'
import { openNotes } from '../testing/notes-client.ts'
import { replaySession } from '../testing/replay-session.ts'
import { startServer, type TestServer } from '../testing/start-server.ts'
import { openScene } from './testing/scene.ts'

describeWith(['mongo', 'redis'], 'two nodes', () => {
  let mongo: Mongo
  let redis: Redis
  const nodes: TestServer[] = []
  const opened: (() => void)[] = []

  beforeAll(async () => {
    ;[mongo, redis] = await Promise.all([startMongo(), startRedis()])
  }, 60_000)
  afterAll(async () => {
    for (const close of opened) close()
    await Promise.all(nodes.map((node) => node.dispose()))
    await Promise.all([mongo?.stop(), redis?.stop()])
  })

  async function startNode(): Promise<TestServer> {
    const log = pino({ level: 'silent' })
    const node = await startServer({
      openStore: (tables, migrations) =>
        openMongoStore({ url: mongo.database('replay'), tables, migrations, clock: systemClock, windowMs: 4 }),
      bus: await openRedisBus({ url: redis.url, clock: systemClock, log, newId: () => v7() }),
    })
    nodes.push(node)
    return node
  }

  test('DU8 the recorded session ends as recorded with each author on a node of their own, and for one who comes late', async () => {
    const here = await startNode()
    await seedDemo(here)
    const there = await startNode()
    const { docName, tokens } = await openScene(here.url)
    const [first = '', second = '', third = ''] = tokens
    const seats = [
      { url: here.url, token: first },
      { url: there.url, token: second },
    ] as const
    const replay = await replaySession(seats, docName)
    opened.push(replay.close)
    await replay.play()
    await replay.ended()
    for (const { url } of [here, there]) {
      const late = openNotes(url, docName, third)
      opened.push(late.destroy)
      await replay.endsIn(late)
    }
  }, 120_000)
})

import { openMongoStore } from '@convene/store/mongo'
import {
  describeWith,
  type Mongo,
  type Redis as RedisServer,
  startMongo,
  startRedis,
  systemClock,
} from '@convene/testkit'
import { Redis } from 'ioredis'
import { lastMail, PASSWORD, sessionsOf } from '../../testing/people.ts'
import { post, tokenOf } from '../../testing/post.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'
import { createLimits } from './limits.ts'
import { inRedis } from './redis-limits.ts'

describeWith(['mongo'], 'identity of several nodes on MongoDB', () => {
  let mongo: Mongo
  let nodes: readonly [TestServer, TestServer]
  beforeAll(async () => {
    mongo = await startMongo()
    nodes = [await node(), await node()]
  }, 120_000)
  afterAll(async () => {
    for (const at of nodes ?? []) await at.dispose()
    await mongo?.stop()
  })
  const node = () =>
    startServer({
      demo: false,
      openStore: (tables, migrations) =>
        openMongoStore({
          url: mongo.database('identity'),
          tables,
          migrations,
          clock: systemClock,
          windowMs: 0,
        }),
    })

  test('ID2 two nodes asked at the same moment have one first run', async () => {
    const answers = await Promise.all(
      nodes.map(({ url }, at) =>
        post(url, 'identity.setUp', { email: `first${at}@example.org`, name: 'First', password: PASSWORD }),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  test('ID6 a link asked for on one node signs in on another, once', async () => {
    const [one, two] = nodes
    await post(one.url, 'identity.sendLink', { email: 'far@example.org', name: 'Far' })
    const { token } = await lastMail(one, 'far@example.org')
    const both = await Promise.all(nodes.map(({ url }) => post(url, 'identity.openLink', { token })))
    expect(both.map(({ status }) => status).sort()).toEqual([200, 401])
    const bearer = tokenOf(both.find(({ status }) => status === 200) ?? both[0] ?? raise())
    for (const at of [one, two]) expect(await sessionsOf(at, bearer)).toHaveLength(1)
  })
})

describeWith(['redis'], 'limits of several nodes in Redis', () => {
  let server: RedisServer
  let clients: Redis[]
  beforeAll(async () => {
    server = await startRedis()
    clients = [0, 1].map(() => {
      const client = new Redis(server.url, { maxRetriesPerRequest: 0, enableOfflineQueue: false })
      // Told by the limiter's own answer.
      client.on('error', () => {})
      return client
    })
    await Promise.all(clients.map((client) => new Promise((resolve) => client.once('ready', resolve))))
  })
  afterAll(async () => {
    for (const client of clients ?? []) client.disconnect()
    await server?.stop()
  })

  test('ID37 nodes count together in Redis, and each for itself while it is away', async () => {
    const limits = clients.map((client) => createLimits(1, inRedis(client)))
    const tries = async (count: number) => {
      let taken = 0
      for (let at = 0; at < count; at++) {
        const node = limits[at % limits.length] ?? raise()
        await node.take('link', { address: '10.0.0.1', account: 'ann@example.org' }).then(
          () => {
            taken += 1
          },
          (error: unknown) => expect(error).toMatchObject({ reason: 'identity.too-many-tries' }),
        )
      }
      return taken
    }
    expect(await tries(8)).toBe(5)
    await server.down('SIGKILL')
    expect(await tries(14)).toBe(10)
  })
})

function raise(): never {
  throw new Error('not there')
}

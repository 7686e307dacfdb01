import { PASSWORD, registered } from '../../testing/people.ts'
import { post } from '../../testing/post.ts'
import { startServer, type TestServer } from '../../testing/start-server.ts'
import { networkOf } from './network-of.ts'

let server: TestServer
afterEach(async () => server?.dispose())
const limited = {
  status: 429,
  body: {
    error: {
      kind: 'rate-limited',
      reason: 'identity.too-many-tries',
      details: { retryInMs: expect.any(Number) },
    },
  },
}
/** Statuses of calls made one after another. */
async function tries(count: number, name: string, input: (at: number) => object, address?: (at: number) => string) {
  const statuses: number[] = []
  for (let at = 0; at < count; at++) {
    const headers: Record<string, string> = address ? { 'x-forwarded-for': address(at) } : {}
    statuses.push((await post(server.url, `identity.${name}`, input(at), { headers })).status)
  }
  return statuses
}
const times = (count: number, status: number) => Array.from({ length: count }, () => status)

test('ID31 ten wrong passwords stop the guessing of one account, from wherever it comes', async () => {
  server = await startServer({ rateFactor: 1, trustProxy: true })
  const { email } = await registered(server, 'gil')
  const other = await registered(server, 'hal')
  const guess = () => ({ email, password: 'wrong' })
  expect(await tries(11, 'signIn', guess, (at) => `10.0.0.${at}`)).toEqual([...times(10, 401), 429])
  expect(await post(server.url, 'identity.signIn', { email, password: PASSWORD })).toMatchObject(limited)
  expect((await post(server.url, 'identity.signIn', { email: other.email, password: PASSWORD })).status).toBe(200)
})

test('ID31 a right password clears the count', async () => {
  server = await startServer({ rateFactor: 1 })
  const { email } = await registered(server, 'ivy')
  const password = (at: number) => ({ email, password: at === 9 ? PASSWORD : 'wrong' })
  expect(await tries(12, 'signIn', password)).toEqual([...times(9, 401), 200, 401, 401])
})

test('ID32 sixty wrong passwords stop the guessing from one address, whichever the accounts', async () => {
  server = await startServer({ rateFactor: 0.1, trustProxy: true })
  const anyone = (at: number) => ({ email: `anyone${at}@example.org`, password: 'wrong' })
  expect(await tries(7, 'signIn', anyone, () => '10.0.0.1')).toEqual([...times(6, 401), 429])
  const someone = () => ({ email: 'someone@example.org', password: 'wrong' })
  expect(await tries(1, 'signIn', someone, () => '10.0.0.2')).toEqual([401])
})

test('ID33 five links an hour reach one mailbox, known or not', async () => {
  server = await startServer({ rateFactor: 1 })
  const { email } = await registered(server, 'kim')
  for (const to of [email, 'stranger@example.org'])
    expect(await tries(6, 'sendLink', () => ({ email: to }))).toEqual([...times(5, 200), 429])
})

test('ID34 asking for new codes does not buy more than ten guesses', async () => {
  server = await startServer({ rateFactor: 1 })
  const email = 'target@example.org'
  await post(server.url, 'identity.sendLink', { email })
  expect(await tries(11, 'enterCode', () => ({ email, code: '000000' }))).toEqual([...times(10, 401), 429])
})

test('ID35 the factor multiplies every limit', async () => {
  server = await startServer({ rateFactor: 2 })
  expect(await tries(11, 'sendLink', () => ({ email: 'twice@example.org' }))).toEqual([...times(10, 200), 429])
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8::9', '2001:db8:0:0'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('ID36 limits count %s as %s: an IPv6 address by its /64', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

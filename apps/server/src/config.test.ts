import { ConfigError, readConfig } from './config.ts'

const SECRET = 's'.repeat(32)
const sentence = (env: Record<string, string>, demo = false): string => {
  try {
    readConfig({ CONVENE_SECRET: SECRET, ...env }, demo)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
    throw error
  }
  throw new Error('this environment was accepted')
}

test('KT20 an empty environment gives a node alone on the embedded store, on this machine only', () => {
  expect(readConfig({ CONVENE_SECRET: SECRET }, false)).toEqual({
    port: 3000,
    host: '127.0.0.1',
    url: undefined,
    data: './data',
    store: 'sqlite:',
    redis: undefined,
    demo: false,
    smtp: undefined,
    secret: SECRET,
    logLevel: 'info',
    metricsToken: undefined,
    trustProxy: false,
    rateFactor: 1,
  })
})

test('KT21 every bad value stops with a sentence that names it and says what it should be', () => {
  const bad: Record<string, [string, string]> = {
    PORT: ['eighty', 'a port number'],
    CONVENE_URL: ['convene.example.org', 'https://'],
    CONVENE_STORE: ['postgres://db', 'mongodb://'],
    CONVENE_REDIS: ['localhost:6379', 'redis://'],
    CONVENE_DEMO: ['yes', '0 or 1'],
    CONVENE_SMTP: ['mail.example.org', 'smtp://'],
    CONVENE_SECRET: ['short', '32 characters'],
    CONVENE_LOG: ['loud', 'one of fatal'],
    CONVENE_METRICS_TOKEN: ['short', '16 characters'],
    CONVENE_TRUST_PROXY: ['true', '0 or 1'],
    CONVENE_RATE_FACTOR: ['0', 'above 0'],
    CONVENE_AV: ['zoom', '`mesh`'],
    CONVENE_FILES: ['/srv/files', 's3://'],
    CONVENE_MAIL_PORT: ['smtp', 'a port number'],
    CONVENE_MAIL_DOMAIN: ['not a domain', 'a domain'],
  }
  for (const [name, [value, wanted]] of Object.entries(bad)) {
    const said = sentence({ [name]: value })
    expect(said).toMatch(new RegExp(`^${name} should be `))
    expect(said).toContain(wanted)
  }
  expect(
    sentence(Object.fromEntries(Object.entries(bad).map(([name, [value]]) => [name, value]))).split('\n'),
  ).toHaveLength(Object.keys(bad).length)
})

test('KT22 a name that is no setting of Convene stops the start; others’ names, empty values and later settings do not', () => {
  expect(sentence({ CONVENE_STOER: 'sqlite:' })).toContain('CONVENE_STOER is not a setting')
  const env = { CONVENE_SECRET: SECRET, PATH: '/bin', CONVENE_REDIS: '', CONVENE_AV: 'mesh' }
  expect(readConfig(env, false).redis).toBeUndefined()
})

test('KT23 without demo a secret is needed; demo has one of its own', () => {
  expect(() => readConfig({}, false)).toThrow('CONVENE_SECRET is needed')
  expect(readConfig({}, true)).toMatchObject({ demo: true, secret: expect.stringMatching(/.{32}/) })
  expect(readConfig({ CONVENE_DEMO: '0', CONVENE_SECRET: SECRET }, true).demo).toBe(false)
})

test('KT24 demo sign-in does not start by itself where others can reach it, unless asked for', () => {
  for (const HOST of ['0.0.0.0', '192.168.1.5', '::', 'example.org'])
    expect(sentence({ HOST }, true)).toContain('CONVENE_DEMO=1')
  for (const HOST of ['localhost', '127.0.0.5', '::1']) expect(readConfig({ HOST }, true).demo).toBe(true)
  expect(readConfig({ HOST: '0.0.0.0', CONVENE_DEMO: '1' }, false).demo).toBe(true)
})

test('KT25 several nodes need a store they can share', () => {
  const CONVENE_REDIS = 'redis://cache:6379'
  expect(sentence({ CONVENE_REDIS })).toContain('mongodb://')
  const shared = { CONVENE_SECRET: SECRET, CONVENE_REDIS, CONVENE_STORE: 'mongodb://db/convene?replicaSet=rs' }
  expect(readConfig(shared, false)).toMatchObject({ redis: CONVENE_REDIS })
})

import { z } from 'zod'

/** Everything the environment says, checked. */
export interface Config {
  port: number
  host: string
  url: string | undefined
  data: string
  store: string
  redis: string | undefined
  demo: boolean
  smtp: string | undefined
  secret: string
  logLevel: string
  metricsToken: string | undefined
  trustProxy: boolean
  rateFactor: number
}

const flag = z.enum(['0', '1']).transform((value) => value === '1')
const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const variables = {
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  CONVENE_URL: z.url({ protocol: /^https?$/ }).optional(),
  CONVENE_DATA: z.string().min(1).default('./data'),
  CONVENE_STORE: z
    .string()
    .regex(/^(sqlite:|mongodb(\+srv)?:\/\/.+)/)
    .default('sqlite:'),
  CONVENE_REDIS: z
    .string()
    .regex(/^rediss?:\/\/.+/)
    .optional(),
  CONVENE_DEMO: flag.optional(),
  CONVENE_SMTP: z
    .string()
    .regex(/^smtps?:\/\/.+/)
    .optional(),
  CONVENE_SECRET: z.string().min(32).optional(),
  CONVENE_LOG: z.enum(logLevels).default('info'),
  CONVENE_METRICS_TOKEN: z.string().min(16).optional(),
  CONVENE_TRUST_PROXY: flag.default(false),
  CONVENE_RATE_FACTOR: z.coerce.number().positive().max(1_000_000).default(1),
  // Not used by this release; checked all the same, so that one environment file serves every release.
  CONVENE_MAIL_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  CONVENE_MAIL_DOMAIN: z.hostname().optional(),
  CONVENE_AV: z
    .string()
    .regex(/^(none|external|mesh|livekit:wss?:\/\/.+)$/)
    .optional(),
  CONVENE_LIVEKIT_KEY: z.string().optional(),
  CONVENE_LIVEKIT_SECRET: z.string().optional(),
  CONVENE_FILES: z
    .string()
    .regex(/^(file:|s3:\/\/.+)/)
    .optional(),
  CONVENE_VAPID_PUBLIC: z.string().optional(),
  CONVENE_VAPID_PRIVATE: z.string().optional(),
}

/** What each variable should look like, for the sentence that stops the server. */
const wanted: Record<keyof typeof variables, string> = {
  PORT: 'a port number from 0 to 65535',
  HOST: 'a host name or address',
  CONVENE_URL: 'the public address, such as https://convene.example.org',
  CONVENE_DATA: 'a folder',
  CONVENE_STORE: '`sqlite:` or a `mongodb://…` address',
  CONVENE_REDIS: 'a `redis://…` address',
  CONVENE_DEMO: '0 or 1',
  CONVENE_SMTP: 'a `smtp://…` or `smtps://…` address',
  CONVENE_SECRET: 'at least 32 characters, kept to yourself',
  CONVENE_LOG: `one of ${logLevels.join(', ')}`,
  CONVENE_METRICS_TOKEN: 'at least 16 characters',
  CONVENE_TRUST_PROXY: '0 or 1',
  CONVENE_RATE_FACTOR: 'a number above 0',
  CONVENE_MAIL_PORT: 'a port number from 0 to 65535',
  CONVENE_MAIL_DOMAIN: 'a domain, such as lists.example.org',
  CONVENE_AV: '`none`, `external`, `mesh` or `livekit:wss://…`',
  CONVENE_LIVEKIT_KEY: 'a key',
  CONVENE_LIVEKIT_SECRET: 'a secret',
  CONVENE_FILES: '`file:` or a `s3://…` address',
  CONVENE_VAPID_PUBLIC: 'a key',
  CONVENE_VAPID_PRIVATE: 'a key',
}

const DEMO_SECRET = 'convene-demo-secret-for-a-machine-of-your-own'

export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/**
 * Reads the environment. `demoByDefault` is what `npm start` asks for.
 * @throws ConfigError with one sentence for every value that is wrong.
 */
export function readConfig(env: Record<string, string | undefined>, demoByDefault: boolean): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const unknown = Object.keys(given).filter((name) => name.startsWith('CONVENE_') && !(name in variables))
  const parsed = z.object(variables).safeParse(given)
  const wrong = parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0]))
  const sentences = [
    ...unknown.map((name) => `${name} is not a setting of Convene; see the README for the list.`),
    ...wrong.map((name) => `${name} should be ${wantedOf(name)}.`),
  ]
  if (!parsed.success || sentences.length > 0) throw new ConfigError(sentences.join('\n'))
  return checked(parsed.data, demoByDefault)
}

function checked(vars: z.output<z.ZodObject<typeof variables>>, demoByDefault: boolean): Config {
  const demo = vars.CONVENE_DEMO ?? demoByDefault
  if (demo && vars.CONVENE_DEMO === undefined && !isLoopback(vars.HOST))
    throw new ConfigError(
      'Demo sign-in lets anyone in, so it does not start by itself on an address others can reach: set CONVENE_DEMO=1 to want it, or CONVENE_DEMO=0 with a CONVENE_SECRET.',
    )
  const secret = vars.CONVENE_SECRET ?? (demo ? DEMO_SECRET : undefined)
  if (!secret) throw new ConfigError(`CONVENE_SECRET is needed: ${wanted.CONVENE_SECRET}.`)
  if (vars.CONVENE_REDIS && vars.CONVENE_STORE.startsWith('sqlite:'))
    throw new ConfigError(
      'CONVENE_REDIS joins several nodes, and they need a shared store: set CONVENE_STORE to a mongodb:// address.',
    )
  return {
    port: vars.PORT,
    host: vars.HOST,
    url: vars.CONVENE_URL,
    data: vars.CONVENE_DATA,
    store: vars.CONVENE_STORE,
    redis: vars.CONVENE_REDIS,
    demo,
    smtp: vars.CONVENE_SMTP,
    secret,
    logLevel: vars.CONVENE_LOG,
    metricsToken: vars.CONVENE_METRICS_TOKEN,
    trustProxy: vars.CONVENE_TRUST_PROXY,
    rateFactor: vars.CONVENE_RATE_FACTOR,
  }
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)

const wantedOf = (name: string): string =>
  Object.entries(wanted).find(([known]) => known === name)?.[1] ?? 'something else'

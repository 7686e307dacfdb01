import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openSqliteStore } from '@convene/store/sqlite'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { type Config, ConfigError, readConfig } from './config.ts'
import { seedDemo } from './demo/index.ts'
import type { Clock } from './kit/services.ts'
import { createServer, type RunningServer, type ServerOptions } from './server.ts'

/** A stop that takes longer than this is cut short: everything acknowledged is durable anyway. */
const STOP_MAX_MS = 4500

/** The composition root: the only reader of the environment, of time and of chance. */
export async function run({ demoByDefault }: { demoByDefault: boolean }): Promise<void> {
  try {
    const config = readConfig(process.env, demoByDefault)
    const server = await start(config)
    console.log(`Convene is ready at ${server.url}`)
    console.log(howToSignIn(config))
    stopOnSignals(server)
  } catch (error) {
    console.error(sentenceFor(error))
    process.exit(1)
  }
}

async function start(config: Config): Promise<RunningServer> {
  const log = pino(
    { level: config.logLevel, redact: ['req.headers.cookie', 'req.headers.authorization'] },
    pino.destination(2),
  )
  return createServer({
    ...config,
    openStore: await storeOpener(config, log),
    ...(config.redis && (await severalNodes(config.redis, log))),
    clock,
    newId: () => v7(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    log,
    webFolder: builtWebApp(),
    ...(config.demo && { prepare: seedDemo }),
  })
}

async function storeOpener(config: Config, log: ServerOptions['log']): Promise<ServerOptions['openStore']> {
  if (config.store.startsWith('sqlite:')) {
    const folder = resolve(config.store.slice('sqlite:'.length) || join(config.data, 'store'))
    return (tables, migrations) => openSqliteStore({ folder, tables, migrations, clock })
  }
  // Loaded only when wanted: mongoose costs a default start half a second.
  const { openMongoStore } = await import('@convene/store/mongo')
  return (tables, migrations) =>
    openMongoStore({
      url: config.store,
      tables,
      migrations,
      clock,
      onError: (error: unknown) => log.error({ err: error }, 'the store reports a fault'),
    })
}

/** What one of several nodes shares with the others through Redis. */
async function severalNodes(url: string, log: ServerOptions['log']) {
  const { connectRedis, openRedisBus } = await import('./kit/redis-bus.ts')
  const { inRedis } = await import('./features/identity/redis-limits.ts')
  const counts = connectRedis(url, 'limits', log)
  const bus = await openRedisBus({ url, clock, log, newId: () => v7() })
  const close = async () => {
    counts.disconnect()
    await bus.close()
  }
  return { bus: { ...bus, close }, makeLimiter: inRedis(counts) }
}

function builtWebApp(): string | undefined {
  const folder = fileURLToPath(new URL('../../web/dist', import.meta.url))
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}

function stopOnSignals(server: RunningServer): void {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    clock.after(STOP_MAX_MS, () => process.exit(0))
    server.close().then(
      () => process.exit(0),
      (error) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}

function howToSignIn(config: Config): string {
  return config.demo
    ? 'Sign in as one of the example people on the page (coordinator, partner, ministry, observer, nurse, …): no password needed.'
    : 'Open the page to sign in; on a new installation it asks you to create the first account.'
}

function sentenceFor(error: unknown): string {
  if (error instanceof ConfigError) return error.message
  if (error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE')
    return `The port is taken by another program: stop it, or set PORT to another number. (${error.message})`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

const clock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
}

if (import.meta.main) await run({ demoByDefault: false })

import { once } from 'node:events'
import { MongoMemoryReplSet } from 'mongodb-memory-server-core'
import { requireEngine } from './engines.ts'

export interface Mongo {
  /** `mongodb://…?replicaSet=…` without a database; stays the same over a restart. */
  readonly url: string
  /** The address of a database of its own on this server, so that suites can share one. */
  database(name: string): string
  /** Kills every member at once, as a power cut would, until `start`. */
  kill(): Promise<void>
  /** Starts what was killed, with the data it had made durable, and waits for a primary. */
  start(): Promise<void>
  /** Stops the server and removes its data. Stopping twice is fine. */
  stop(): Promise<void>
}

/**
 * A real replica set (transactions need one), of a single member unless told otherwise, on free ports. `parameters` are
 * MongoDB's own server parameters.
 */
export async function startMongo(
  options: { members?: number; parameters?: Readonly<Record<string, string>> } = {},
): Promise<Mongo> {
  const parameters = Object.entries(options.parameters ?? {})
  // Any release that has transactions will do, so the library's remark that it is not the newest is noise.
  process.env.MONGOMS_SYSTEM_BINARY_VERSION_CHECK ??= 'false'
  const set = await MongoMemoryReplSet.create({
    binary: { systemBinary: requireEngine('mongo') },
    replSet: {
      count: options.members ?? 1,
      storageEngine: 'wiredTiger',
      args: parameters.flatMap(([name, value]) => ['--setParameter', `${name}=${value}`]),
      configSettings: { electionTimeoutMillis: ELECTION_TIMEOUT_MS },
    },
  })
  const url = new URL(set.getUri())
  let stopped: Promise<unknown> | undefined
  return {
    url: url.href,
    database(name) {
      const own = new URL(url)
      own.pathname = name
      return own.href
    },
    async kill() {
      await Promise.all(
        set.servers.map(async (server) => {
          const process = server.instanceInfo?.instance.mongodProcess
          if (process?.kill('SIGKILL')) await once(process, 'exit')
        }),
      )
      await set.stop({ doCleanup: false })
    },
    async start() {
      await set.start()
    },
    async stop() {
      stopped ??= set.stop()
      await stopped
    },
  }
}

/** Short, so that a test of a new primary waits little. */
const ELECTION_TIMEOUT_MS = 1_000

import { randomBytes } from 'node:crypto'
import { openSqliteStore } from '@convene/store/sqlite'
import { systemClock, tempFolder } from '@convene/testkit'
import { pino } from 'pino'
import { v7 } from 'uuid'
import { createServer, type RunningServer, type ServerOptions } from '../server.ts'

export interface TestServer extends RunningServer {
  readonly folder: string
  /** Stops and starts again on the same data and port. */
  restart(): Promise<TestServer>
  /** Stops, and removes the data. */
  dispose(): Promise<void>
}

/** A real server on a free port and a SQLite store of its own. */
export async function startServer(options: Partial<ServerOptions> & { windowMs?: number } = {}): Promise<TestServer> {
  const folder = await tempFolder()
  return start(folder, options)
}

async function start(
  folder: Awaited<ReturnType<typeof tempFolder>>,
  { windowMs, ...options }: Partial<ServerOptions> & { windowMs?: number },
): Promise<TestServer> {
  const clock = options.clock ?? systemClock
  const server = await createServer({
    openStore: (tables, migrations) =>
      openSqliteStore({ folder: folder.path, tables, migrations, clock, windowMs: windowMs ?? 0 }),
    clock,
    newId: () => v7(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    log: pino({ level: 'silent' }),
    port: 0,
    host: '127.0.0.1',
    secret: 'a secret for tests, long enough to be one',
    demo: true,
    rateFactor: 1000,
    trustProxy: false,
    ...options,
  })
  return {
    ...server,
    folder: folder.path,
    async restart() {
      await server.close()
      return start(folder, { ...options, ...(windowMs !== undefined && { windowMs }), port: server.port })
    },
    async dispose() {
      await server.close()
      await folder.remove()
    },
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { requireEngine } from './engines.ts'
import { freePort } from './free-port.ts'
import { tempFolder } from './temp-folder.ts'

export interface Redis {
  /** `redis://127.0.0.1:<port>`; stays the same over a restart. */
  readonly url: string
  /** Stops the server (`SIGKILL` is a crash) and starts it again with what it had written. */
  restart(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Stops the server until `start`. */
  down(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  start(): Promise<void>
  /** Stops the server and removes its folder. Stopping twice is fine. */
  stop(): Promise<void>
}

/** A real redis-server of its own on a free port, with an append-only file so that a restart keeps streams. */
export async function startRedis(): Promise<Redis> {
  const program = requireEngine('redis')
  const port = await freePort()
  const folder = await tempFolder()
  const options = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    folder.path,
    '--save',
    '',
    '--appendonly',
    'yes',
  ]
  let child: ChildProcess | undefined

  const start = async () => {
    child ??= await ready(spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] }))
  }
  const down = async (signal: NodeJS.Signals = 'SIGTERM') => {
    const ending = child
    child = undefined
    if (ending?.kill(signal)) await once(ending, 'exit')
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    down,
    async restart(signal) {
      await down(signal)
      await start()
    },
    async stop() {
      await down()
      await folder.remove()
    },
  }
}

/** Resolves at the line redis-server prints when it serves; rejects when it ends before. */
async function ready(child: ChildProcess): Promise<ChildProcess> {
  if (child.stdout === null) throw new Error('redis-server was started without a pipe for its output')
  const printed: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    printed.push(line)
    if (line.includes('Ready to accept connections')) {
      child.stdout.resume()
      return child
    }
  }
  throw new Error(`redis-server did not start:\n${printed.join('\n')}`)
}

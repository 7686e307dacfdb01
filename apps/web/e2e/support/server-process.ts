import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { freePort, type TempFolder, tempFolder } from '@convene/testkit'

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url))

/** The real server in a process of its own, with the example communities and a folder of its own. */
export interface ServerProcess {
  readonly url: string
  /** SIGKILL: no goodbye, nothing flushed. */
  kill(): Promise<void>
  /** Starts again on the same port and data, after `kill`; does nothing while it runs. */
  start(): Promise<void>
  /** Stops and removes the data. */
  dispose(): Promise<void>
}

export async function serverProcess(): Promise<ServerProcess> {
  const folder = await tempFolder()
  const port = await freePort()
  let process = await started(port, folder)
  const hasEnded = () => process.exitCode !== null || process.signalCode !== null
  const end = async (signal: NodeJS.Signals) => {
    if (hasEnded()) return
    const gone = once(process, 'exit')
    process.kill(signal)
    await gone
  }
  return {
    url: `http://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    async start() {
      if (hasEnded()) process = await started(port, folder)
    },
    async dispose() {
      await end('SIGTERM')
      await folder.remove()
    },
  }
}

async function started(port: number, folder: TempFolder): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['apps/server/src/main.ts'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      CONVENE_DEMO: '1',
      CONVENE_DATA: folder.path,
      CONVENE_LOG: 'error',
      CONVENE_RATE_FACTOR: '100',
    },
  })
  const said: string[] = []
  child.stderr.on('data', (bytes: Buffer) => said.push(bytes.toString()))
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('Convene is ready')) {
      child.stdout.resume()
      return child
    }
  throw new Error(`The server did not start:\n${said.join('')}`)
}

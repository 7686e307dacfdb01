import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The server as people run it, in a process of its own that a test may kill. */
export interface ChildServer {
  /** Resolves with its address when it serves; rejects with what it printed when it ends before, unless it was killed. */
  readonly ready: Promise<string>
  /** SIGKILL: the process gets no chance to finish anything. Resolves when it is gone. Twice is fine. */
  kill(): Promise<void>
}

/** Starts `main.ts` with the example communities and these settings, and no others of the environment. */
export function childServer(settings: {
  port: number
  data: string
  store?: string | undefined
  redis?: string
}): ChildServer {
  const child = spawn(process.execPath, ['--no-warnings', MAIN], {
    env: {
      PORT: `${settings.port}`,
      CONVENE_DATA: settings.data,
      CONVENE_STORE: settings.store ?? 'sqlite:',
      ...(settings.redis !== undefined && { CONVENE_REDIS: settings.redis }),
      CONVENE_DEMO: '1',
      CONVENE_RATE_FACTOR: '1000',
      CONVENE_LOG: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const killWithUs = () => child.kill('SIGKILL')
  process.once('exit', killWithUs)
  const gone = once(child, 'exit').then(() => void process.off('exit', killWithUs))
  const ready = servingAddress(child)
  // Whoever kills it while it starts does not wait for it to be ready.
  ready.catch(() => {})
  return {
    ready,
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
  }
}

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const READY = /ready at (http:\S+)/

async function servingAddress({ stdout, stderr }: ChildProcess): Promise<string> {
  if (!stdout || !stderr) throw new Error('the server was started without pipes for its output')
  let printed = ''
  stderr.setEncoding('utf8').on('data', (text: string) => {
    printed = (printed + text).slice(-4000)
  })
  for await (const line of createInterface({ input: stdout })) {
    const url = READY.exec(line)?.[1]
    if (url === undefined) continue
    stdout.resume()
    return url
  }
  throw new Error(`the server did not start:\n${printed}`)
}

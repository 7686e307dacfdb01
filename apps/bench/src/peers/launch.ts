import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as after } from 'node:timers/promises'
import { killAtExit } from '../kill-at-exit.ts'
import type { RunningServer } from './peer.ts'

const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 8_000
const READY_LINE = /ready at (http:\/\/127\.0\.0\.1:\d+)/
const KEPT_ERROR_CHARS = 2_000

/**
 * Runs one server file in a process of its own and resolves when it prints `ready at http://127.0.0.1:<port>`. The process
 * that is started is the server itself, with no shell between, so its pid is the one to measure and to kill.
 */
export async function launch(file: string, env: NodeJS.ProcessEnv): Promise<RunningServer> {
  const child = spawn(process.execPath, ['--no-warnings', file], {
    env: { ...env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(() => {})
  killAtExit(child, ended)
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-KEPT_ERROR_CHARS)
  })

  const ready = new Promise<string>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = READY_LINE.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  const url = await Promise.race([ready, ended.then(() => null), after(START_TIMEOUT_MS, null, { ref: false })])
  const { pid } = child
  if (url === null || pid === undefined) {
    child.kill('SIGKILL')
    // Of a stack trace, the line that says what is wrong.
    throw new Error(`${file} did not start. ${/^\w*Error\b.*$/m.exec(errors)?.[0] ?? errors}`)
  }

  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await ended
  }
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    const late = await Promise.race([ended.then(() => false), after(STOP_TIMEOUT_MS, true, { ref: false })])
    if (late) await kill()
  }
  return { pid, url, stop, kill }
}

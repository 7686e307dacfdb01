import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { killAtExit } from '../kill-at-exit.ts'
import { isRecord } from '../wire/is-record.ts'
import { type LoadSpec, toFlags } from './load-spec.ts'

const FILES = {
  chat: fileURLToPath(new URL('chat-load.ts', import.meta.url)),
  notes: fileURLToPath(new URL('notes-load.ts', import.meta.url)),
}
const TIMEOUT_MS = 180_000

/** Runs a load generator in its own process and gives its figures. Rejects when it fails or takes too long. */
export function runLoad(kind: keyof typeof FILES, spec: LoadSpec): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    const child = fork(FILES[kind], toFlags(spec), { execArgv: ['--no-warnings'], timeout: TIMEOUT_MS })
    killAtExit(
      child,
      once(child, 'exit').then(() => {}),
    )
    child.on('message', (message) => {
      if (isFigures(message)) resolve(message)
      else reject(new Error(`The load generator gave no figures: ${JSON.stringify(message)}`))
    })
    // After its message this changes nothing: the promise is settled.
    child.on('exit', (code) => reject(new Error(`The ${kind} load on ${spec.peer} ended with code ${code}`)))
  })
}

const isFigures = (message: unknown): message is Record<string, number> =>
  isRecord(message) && Object.values(message).every((value) => typeof value === 'number')

/** Thread that compacts documents, so that building one never holds up the sockets. One job at a time. */
import { parentPort } from 'node:worker_threads'
import { type CompactInput, type CompactOutput, compact } from './compact.ts'

export type WorkerAnswer = { readonly output: CompactOutput } | { readonly error: string }

parentPort?.on('message', (input: CompactInput) => {
  parentPort?.postMessage(answer(input))
})

function answer(input: CompactInput): WorkerAnswer {
  try {
    return { output: compact(input) }
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

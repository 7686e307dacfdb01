import { Worker } from 'node:worker_threads'
import type { CompactInput, CompactOutput } from './compact.ts'
import type { WorkerAnswer } from './compact-worker.ts'
import type { Clock } from './ports.ts'

/** The thread goes away after this long without work. */
const IDLE_MS = 30_000
/** A document that takes longer has something wrong with it; the thread is ended and the log stays as it is. */
const JOB_MS = 60_000
const MAX_HEAP_MB = 1_024

/** Runs compactions one after another in a thread that exists only while there is work. */
export class CompactThread {
  readonly #clock: Clock
  #worker: Worker | undefined
  #queue: Promise<unknown> = Promise.resolve()
  #cancelIdle: () => void = () => {}

  constructor(clock: Clock) {
    this.#clock = clock
  }

  run(input: CompactInput): Promise<CompactOutput> {
    const job = this.#queue.then(() => this.#runNow(input))
    this.#queue = job.catch(() => {})
    return job
  }

  async close(): Promise<void> {
    await this.#queue
    this.#cancelIdle()
    await this.#end()
  }

  async #runNow(input: CompactInput): Promise<CompactOutput> {
    this.#cancelIdle()
    this.#worker ??= this.#start()
    const worker = this.#worker
    try {
      const answer = await this.#ask(worker, input)
      if ('error' in answer) throw new Error(answer.error)
      return answer.output
    } catch (error) {
      await this.#end()
      throw error
    } finally {
      this.#cancelIdle = this.#clock.after(IDLE_MS, () => void this.#end())
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./compact-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB },
    })
    // Without a listener, an error of a thread between jobs would end the process.
    worker.on('error', () => {})
    worker.unref()
    return worker
  }

  #ask(worker: Worker, input: CompactInput): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown) => settle(() => reject(error))
      const exit = () => fail(new Error('the compaction thread ended'))
      const succeed = (answer: WorkerAnswer) => settle(() => resolve(answer))
      const cancel = this.#clock.after(JOB_MS, () => fail(new Error('compaction took too long')))
      const settle = (how: () => void) => {
        cancel()
        worker.off('message', succeed).off('error', fail).off('exit', exit)
        how()
      }
      worker.once('message', succeed).once('error', fail).once('exit', exit)
      worker.postMessage(input)
    })
  }

  async #end(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
  }
}

import { Worker } from 'node:worker_threads'
import type { DumpRecord } from '../port.ts'
import { shapeOf, type TableShape } from '../table-shape.ts'
import type { SqlRow } from './connection.ts'
import type { SlowAnswer, SlowRequest, WorkerStart } from './worker-messages.ts'

/** Reads that may be slow, on a thread of their own so that no command waits for them. It starts with the first. */
export class SlowReads {
  readonly #start: WorkerStart
  readonly #calls = new Map<number, PromiseWithResolvers<SlowAnswer>>()
  #worker: Worker | undefined
  #lastNumber = 0

  constructor(file: string, tables: readonly TableShape[]) {
    this.#start = { file, tables: tables.map(shapeOf) }
  }

  async search(table: string, text: string, limit: number): Promise<SqlRow[]> {
    const answer = await this.#ask({ call: this.#number(), kind: 'search', table, text, limit })
    return 'rows' in answer ? answer.rows : []
  }

  async *dump(): AsyncIterable<DumpRecord> {
    const dump = this.#number()
    try {
      await this.#ask({ call: this.#number(), kind: 'dump-start', dump })
      for (;;) {
        const answer = await this.#ask({ call: this.#number(), kind: 'dump-next', dump })
        if (!('batch' in answer) || answer.batch.length === 0) return
        yield* answer.batch
      }
    } finally {
      if (this.#worker) await this.#ask({ call: this.#number(), kind: 'dump-end', dump })
    }
  }

  /** Calls under way reject. */
  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = undefined
    await worker?.terminate()
    this.#fail(new Error('The store is closed'))
  }

  async #ask(request: SlowRequest): Promise<SlowAnswer> {
    this.#worker ??= this.#startWorker()
    const call = Promise.withResolvers<SlowAnswer>()
    this.#calls.set(request.call, call)
    this.#worker.ref()
    this.#worker.postMessage(request)
    const answer = await call.promise
    if ('error' in answer) throw new Error(answer.error)
    return answer
  }

  #startWorker(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.#start })
    worker.on('message', (answer: SlowAnswer) => {
      this.#calls.get(answer.call)?.resolve(answer)
      this.#calls.delete(answer.call)
      // An idle worker must not keep the process alive.
      if (this.#calls.size === 0) worker.unref()
    })
    worker.on('error', (error) => {
      if (this.#worker === worker) this.#worker = undefined
      this.#fail(error instanceof Error ? error : new Error(String(error)))
    })
    return worker
  }

  #fail(error: Error): void {
    for (const call of this.#calls.values()) call.reject(error)
    this.#calls.clear()
  }

  #number(): number {
    this.#lastNumber += 1
    return this.#lastNumber
  }
}

import { parentPort, workerData } from 'node:worker_threads'
import type { DumpRecord } from '../port.ts'
import { Connection } from './connection.ts'
import { dumpRecords } from './dump.ts'
import { Reads } from './reads.ts'
import type { SlowAnswer, SlowRequest, WorkerStart } from './worker-messages.ts'

/** Entry point of the thread for slow reads: answers `SlowRequest`s on read-only connections. */

const BATCH_RECORDS = 500
const start: WorkerStart = workerData
const reads = new Reads(new Connection(start.file, { readOnly: true }))
const dumps = new Map<number, { db: Connection; records: Iterator<DumpRecord> }>()

parentPort?.on('message', (request: SlowRequest) => {
  parentPort?.postMessage(answer(request))
})

function answer(request: SlowRequest): SlowAnswer {
  const { call } = request
  try {
    if (request.kind === 'search') return { call, rows: search(request) }
    if (request.kind === 'dump-next') return { call, batch: nextBatch(request.dump) }
    if (request.kind === 'dump-start') startDump(request.dump)
    else endDump(request.dump)
    return { call, batch: [] }
  } catch (error) {
    return { call, error: error instanceof Error ? error.message : String(error) }
  }
}

function search({ table, text, limit }: Extract<SlowRequest, { kind: 'search' }>) {
  const shape = start.tables.find(({ name }) => name === table)
  if (!shape) throw new Error(`Table ${table} was not declared to this store`)
  // Rows of a statement have no prototype, and messages clone plain objects only.
  return reads.searchStored(shape, text, limit).map((row) => ({ ...row }))
}

function startDump(dump: number): void {
  // A connection of its own: its snapshot must hold while searches read newer states.
  const db = new Connection(start.file, { readOnly: true })
  dumps.set(dump, { db, records: dumpRecords(db, start.tables) })
}

function endDump(dump: number): void {
  dumps.get(dump)?.db.close()
  dumps.delete(dump)
}

function nextBatch(dump: number): DumpRecord[] {
  const open = dumps.get(dump)
  if (!open) throw new Error('The dump was cut off: start it again')
  const batch: DumpRecord[] = []
  while (batch.length < BATCH_RECORDS) {
    const { done, value } = open.records.next()
    if (done) break
    batch.push(value)
  }
  return batch
}

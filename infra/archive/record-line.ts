import type { DumpRecord, Row } from '@convene/store'
import { z } from 'zod'

/** A record of a dump as one line of JSON. Bytes travel as base64, apart from what is JSON already. */
export function encodeRecord(record: DumpRecord): string {
  if (record.kind === 'row') {
    const { fields, bytes } = splitBytes(record.row)
    return JSON.stringify({ kind: 'row', table: record.table, row: fields, bytes })
  }
  if (record.kind === 'entry' && record.value instanceof Uint8Array) {
    const { kind, log, seq, value } = record
    return JSON.stringify({ kind, log, seq, bytes: base64(value) })
  }
  return JSON.stringify(record)
}

/** @throws ZodError for what `encodeRecord` never writes */
export function decodeRecord(line: unknown): DumpRecord {
  const record = lineSchema.parse(line)
  if (record.kind === 'row') {
    const bytes = Object.entries(record.bytes ?? {}).map(([field, text]) => [field, fromBase64(text)])
    return { kind: 'row', table: record.table, row: { ...record.row, ...Object.fromEntries(bytes) } }
  }
  if (record.kind !== 'entry') return record
  const { kind, log, seq, bytes } = record
  return { kind, log, seq, value: bytes === undefined ? record.value : fromBase64(bytes) }
}

const count = z.int().nonnegative()

const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('migration'), number: count, name: z.string() }),
  z.object({
    kind: z.literal('row'),
    table: z.string(),
    row: z.looseObject({ id: z.string() }),
    bytes: z.record(z.string(), z.base64()).optional(),
  }),
  z.object({ kind: z.literal('log'), log: z.string(), head: count, tail: count }),
  z.object({
    kind: z.literal('entry'),
    log: z.string(),
    seq: count,
    // Whatever `JSON.parse` gave is JSON: looking through every event again would cost more than the rest of a restore.
    value: z.custom<Extract<DumpRecord, { kind: 'entry' }>['value']>().default(null),
    bytes: z.base64().optional(),
  }),
])

function splitBytes(row: Row): { fields: Record<string, unknown>; bytes: Record<string, string> | undefined } {
  const all = Object.entries<unknown>(row)
  const binary = all.flatMap(([field, value]) => (value instanceof Uint8Array ? [[field, base64(value)]] : []))
  if (binary.length === 0) return { fields: row, bytes: undefined }
  return {
    fields: Object.fromEntries(all.filter(([, value]) => !(value instanceof Uint8Array))),
    bytes: Object.fromEntries(binary),
  }
}

const base64 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')

/** A plain `Uint8Array`: a Buffer prints and compares in its own way. */
const fromBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'))

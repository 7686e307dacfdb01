import type { Committed, Json } from '@convene/store'
import type { Heard } from '../bus.ts'

/**
 * One message of the Redis stream, as its fields: `from <node>`, then `said here` or `said loss`, or one pair for each
 * entry: `j<seq> <log>` with JSON text, `b<seq> <log>` with bytes as they are, `h<seq> <log>` with nothing (a hint).
 */
export type Message =
  | { readonly from: string; readonly kind: 'entries'; readonly entries: readonly Heard[] }
  /** The node begins to read here. */
  | { readonly from: string; readonly kind: 'here' }
  /** The node could not send all it had: read what is missing from the store. */
  | { readonly from: string; readonly kind: 'loss' }

export interface Outgoing {
  readonly fields: readonly (string | Buffer)[]
  readonly bytes: number
}

/** Larger values stay in the store, and the message only tells of them. */
export const VALUE_MAX_BYTES = 256 * 1024
/** A commit with more than this leaves in several messages. */
const MESSAGE_MAX_BYTES = 256 * 1024

export function encodeSaid(from: string, kind: 'here' | 'loss'): Outgoing {
  return { fields: ['from', from, 'said', kind], bytes: from.length }
}

/** One commit as messages, in order. */
export function encodeEntries(from: string, entries: readonly Committed[]): Outgoing[] {
  const messages: Outgoing[] = []
  let fields: (string | Buffer)[] = []
  let bytes = 0
  const end = () => {
    if (fields.length > 0) messages.push({ fields: ['from', from, ...fields], bytes })
    fields = []
    bytes = 0
  }
  for (const entry of entries) {
    const [head, body] = pairOf(entry)
    if (bytes + body.length > MESSAGE_MAX_BYTES) end()
    fields.push(head, body)
    bytes += head.length + body.length
  }
  end()
  return messages
}

/** @throws Error when the fields are of no known shape */
export function decode(fields: readonly Buffer[]): Message {
  const [fromLabel, from, label, said] = fields.map(String)
  if (fromLabel !== 'from' || from === undefined) throw new Error('A message names the node it is from')
  if (label === 'said') {
    if (said === 'here' || said === 'loss') return { from, kind: said }
    throw new Error('A node said something unknown')
  }
  const entries: Heard[] = []
  for (let at = 2; at < fields.length; at += 2) entries.push(entryOf(String(fields[at]), fields[at + 1]))
  return { from, kind: 'entries', entries }
}

function pairOf({ log, seq, value }: Committed): [string, Buffer] {
  const isBytes = value instanceof Uint8Array
  const body = isBytes ? Buffer.from(value.buffer, value.byteOffset, value.length) : Buffer.from(JSON.stringify(value))
  if (body.length > VALUE_MAX_BYTES) return [`h${seq} ${log}`, Buffer.alloc(0)]
  return [`${isBytes ? 'b' : 'j'}${seq} ${log}`, body]
}

function entryOf(head: string, body: Buffer | undefined): Heard {
  const [, kind, seq, log] = /^([jbh])(\d+) (.*)$/s.exec(head) ?? []
  if (kind === undefined || log === undefined || body === undefined) throw new Error('An entry names its log and seq')
  if (kind === 'h') return { log, seq: Number(seq) }
  return { log, seq: Number(seq), value: kind === 'b' ? new Uint8Array(body) : parseJson(body) }
}

const parseJson = (body: Buffer): Json => JSON.parse(body.toString())

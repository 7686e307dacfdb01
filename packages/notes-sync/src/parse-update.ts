import { Malformed } from './malformed.ts'
import { readContent } from './read-content.ts'
import { Reader } from './reader.ts'

export interface Struct {
  readonly kind: 'item' | 'gc' | 'skip'
  readonly clock: number
  readonly length: number
  /** Where its bytes begin in the update. */
  readonly at: number
}

/** All structs of one client in an update, in clock order. */
export interface Section {
  readonly client: number
  readonly structs: readonly Struct[]
  /** Where the bytes after its last struct begin. */
  readonly end: number
}

export interface Deletion {
  readonly client: number
  readonly clock: number
  readonly length: number
}

export interface ParsedUpdate {
  readonly sections: readonly Section[]
  readonly deletions: readonly Deletion[]
  /** Where the delete set begins. */
  readonly deletionsAt: number
}

/**
 * Reads the structure of a V1 update without building a document: who claims which clocks, and what is deleted.
 * Stricter than Yjs on purpose, because what passes is applied in every open page: lengths above zero, sections by
 * falling client id (`mergeUpdates` trusts that order and would write a client twice, of which readers keep the last),
 * no reference to a clock of the same client that is still to come (`findIndexSS` throws on it), nothing left over.
 * @throws Malformed
 */
export function parseUpdate(update: Uint8Array): ParsedUpdate {
  const reader = new Reader(update)
  const sections: Section[] = []
  let above = Number.POSITIVE_INFINITY
  for (let left = reader.varUint(); left > 0; left--) {
    const section = readSection(reader, above)
    above = section.client
    sections.push(section)
  }
  const deletionsAt = reader.at
  const deletions = readDeletions(reader)
  if (!reader.done) throw new Malformed('bytes after the update')
  return { sections, deletions, deletionsAt }
}

function readSection(reader: Reader, above: number): Section {
  const count = reader.varUint()
  const client = reader.varUint()
  if (client >= above) throw new Malformed('clients out of order')
  let clock = reader.varUint()
  const structs: Struct[] = []
  for (let left = count; left > 0; left--) {
    const struct = readStruct(reader, client, clock)
    clock += struct.length
    if (clock > Number.MAX_SAFE_INTEGER) throw new Malformed('clock out of range')
    structs.push(struct)
  }
  return { client, structs, end: reader.at }
}

const HAS_ORIGIN = 0b1000_0000
const HAS_RIGHT_ORIGIN = 0b0100_0000
const HAS_KEY = 0b0010_0000
const CONTENT = 0b0001_1111
const GC = 0
const SKIP = 10

function readStruct(reader: Reader, client: number, clock: number): Struct {
  const at = reader.at
  const info = reader.uint8()
  if (info === SKIP) return { kind: 'skip', clock, length: reader.varUint(), at }
  if (info === GC) {
    const length = reader.varUint()
    if (length === 0) throw new Malformed('empty struct')
    return { kind: 'gc', clock, length, at }
  }
  if ((info & HAS_ORIGIN) !== 0) readReference(reader, client, clock)
  if ((info & HAS_RIGHT_ORIGIN) !== 0) readReference(reader, client, clock)
  if ((info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN)) === 0) {
    readParent(reader, client, clock)
    if ((info & HAS_KEY) !== 0) reader.varString()
  }
  return { kind: 'item', clock, length: readContent(reader, info & CONTENT), at }
}

function readParent(reader: Reader, client: number, clock: number): void {
  const isRoot = reader.varUint()
  if (isRoot === 1) reader.varString()
  else if (isRoot === 0) readReference(reader, client, clock)
  else throw new Malformed('unknown parent')
}

function readReference(reader: Reader, client: number, clock: number): void {
  const toClient = reader.varUint()
  const toClock = reader.varUint()
  if (toClient === client && toClock >= clock) throw new Malformed('refers to its own future')
}

function readDeletions(reader: Reader): Deletion[] {
  const deletions: Deletion[] = []
  for (let clients = reader.varUint(); clients > 0; clients--) {
    const client = reader.varUint()
    for (let left = reader.varUint(); left > 0; left--) {
      const clock = reader.varUint()
      const length = reader.varUint()
      if (length === 0 || clock + length > Number.MAX_SAFE_INTEGER) throw new Malformed('deletion out of range')
      deletions.push({ client, clock, length })
    }
  }
  return deletions
}

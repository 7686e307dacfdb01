import * as encoding from 'lib0/encoding'
import type { ParsedUpdate, Section, Struct } from './parse-update.ts'

/** Whether the sender has no business bringing this struct. */
export type IsForged = (client: number, struct: Struct) => boolean

/**
 * Cuts claims on other people's clocks out of an update. Whoever claims a client's next clocks first wins in every
 * replica, so one forged GC struct makes that client's later edits vanish. A section is cut at its first forged struct,
 * since nothing after it could be integrated; deletions stay.
 * @returns the rest of the update, or undefined when nothing was forged
 */
export function dropForged(update: Uint8Array, parsed: ParsedUpdate, isForged: IsForged): Uint8Array | undefined {
  const kept = parsed.sections.map((section) => ({ section, count: countHonest(section, isForged) }))
  if (kept.every(({ section, count }) => count === section.structs.length)) return undefined
  return encoding.encode((encoder) => {
    const sections = kept.filter(({ count }) => count > 0)
    encoding.writeVarUint(encoder, sections.length)
    for (const { section, count } of sections) writeSection(encoder, update, section, count)
    encoding.writeUint8Array(encoder, update.subarray(parsed.deletionsAt))
  })
}

function countHonest(section: Section, isForged: IsForged): number {
  const first = section.structs.findIndex((struct) => isForged(section.client, struct))
  return first === -1 ? section.structs.length : first
}

function writeSection(encoder: encoding.Encoder, update: Uint8Array, section: Section, count: number): void {
  const start = section.structs[0]
  if (start === undefined) return
  encoding.writeVarUint(encoder, count)
  encoding.writeVarUint(encoder, section.client)
  encoding.writeVarUint(encoder, start.clock)
  encoding.writeUint8Array(encoder, update.subarray(start.at, section.structs[count]?.at ?? section.end))
}

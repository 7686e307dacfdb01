import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { DumpRecord } from '@convene/store'
import { z } from 'zod'
import { decodeRecord } from './record-line.ts'
import { splitLines } from './split-lines.ts'
import { FORMAT } from './write-archive.ts'

/** An archive that is damaged, cut short, or not one of ours. The message is a sentence for the operator. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError'
}

/**
 * The records of an archive, as they were dumped. Whether the archive is whole is known only at its end: read it once
 * to the end before believing any of it.
 * @throws ArchiveError
 */
export async function* readArchive(file: string): AsyncGenerator<DumpRecord, void> {
  const hash = createHash('sha256')
  let state: 'header' | 'records' | 'end' = 'header'
  let records = 0
  try {
    for await (const line of splitLines(unpacked(file))) {
      if (state === 'end') throw new ArchiveError('There is more after the end of the archive')
      const parsed: unknown = JSON.parse(line.toString())
      const end = state === 'records' && endSchema.safeParse(parsed).data
      if (state === 'header') {
        checkHeader(parsed)
        state = 'records'
      } else if (end) {
        if (end.records !== records || end.sha256 !== hash.digest('hex'))
          throw new ArchiveError('Its checksum does not fit what is in it')
        state = 'end'
        continue
      } else {
        records += 1
        yield decodeRecord(parsed)
      }
      hash.update(line).update('\n')
    }
    if (state !== 'end') throw new ArchiveError('It was cut short')
  } catch (error) {
    throw faultOf(file, error)
  }
}

/** A fault of the file or of its packing reaches whoever reads. */
function unpacked(file: string): AsyncIterable<Buffer> {
  const gunzip = createGunzip()
  pipeline(createReadStream(file), gunzip, () => {})
  return gunzip
}

const headerSchema = z.object({ kind: z.literal('convene-backup'), format: z.int() })
const endSchema = z.object({ kind: z.literal('end'), records: z.int(), sha256: z.string() })

function checkHeader(line: unknown): void {
  const header = headerSchema.safeParse(line)
  if (!header.success) throw new ArchiveError('It does not begin like a backup of Convene')
  if (header.data.format > FORMAT)
    throw new ArchiveError(`It has format ${header.data.format}, from a newer release; this one reads ${FORMAT}`)
}

/** Whatever goes wrong on the way from the file to a record means that the archive is damaged, but for the file itself. */
function faultOf(file: string, error: unknown): unknown {
  const code = error instanceof Error && Reflect.get(error, 'code')
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return error
  const why = error instanceof Error ? error.message : String(error)
  return new ArchiveError(`${file} cannot be restored: ${why}`, { cause: error })
}

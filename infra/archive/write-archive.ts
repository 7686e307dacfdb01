import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { DumpRecord } from '@convene/store'
import { encodeRecord } from './record-line.ts'
import { type ArchiveCounts, Tally } from './tally.ts'

/**
 * Writes a dump as an archive: gzip of JSON lines, a header first, one line a record, last the count of records and the
 * SHA-256 of all lines before. The file appears under its name once it is whole and on the disk; one of that name that
 * was there is replaced. Only its owner may read it: it holds password hashes and sessions.
 */
export async function writeArchive(
  file: string,
  records: AsyncIterable<DumpRecord>,
  madeAt: Date,
): Promise<ArchiveCounts> {
  const partial = `${file}.partial`
  const tally = new Tally()
  try {
    // Level 1: half the time of the default for a tenth more bytes.
    const gzip = createGzip({ level: 1 })
    await pipeline(
      blocks(lines(records, madeAt, tally)),
      gzip,
      createWriteStream(partial, { mode: 0o600, flush: true }),
    )
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  return tally.counts
}

/** Version of the layout. A release reads its own and all lower ones. */
export const FORMAT = 1

async function* lines(records: AsyncIterable<DumpRecord>, madeAt: Date, tally: Tally): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const hashed = (line: string) => {
    hash.update(line)
    return line
  }
  yield hashed(`${JSON.stringify({ kind: 'convene-backup', format: FORMAT, madeAt: madeAt.toISOString() })}\n`)
  for await (const record of records) {
    tally.add(record)
    yield hashed(`${encodeRecord(record)}\n`)
  }
  yield `${JSON.stringify({ kind: 'end', records: tally.records, sha256: hash.digest('hex') })}\n`
}

/** Lines joined to blocks: a call into zlib costs more than a line. */
async function* blocks(all: AsyncIterable<string>): AsyncGenerator<string> {
  let block = ''
  for await (const line of all) {
    block += line
    if (block.length < BLOCK_CHARS) continue
    yield block
    block = ''
  }
  yield block
}

const BLOCK_CHARS = 64 * 1024

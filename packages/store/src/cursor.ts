import { z } from 'zod'
import type { Key } from './port.ts'

const keys = z.array(z.union([z.string(), z.number(), z.boolean(), z.null()]))
const cursor = z.tuple([z.string(), keys])

/** A place in a walk along `index`: the key of the last row seen, as text safe in an address. */
export function encodeCursor(index: string, key: readonly Key[]): string {
  return Buffer.from(JSON.stringify([index, key])).toString('base64url')
}

/** @throws RangeError when the text is no cursor of this index: cursors come back from outside. */
export function decodeCursor(index: string, length: number, text: string): Key[] {
  const parsed = cursor.safeParse(parse(Buffer.from(text, 'base64url').toString()))
  if (!parsed.success || parsed.data[0] !== index || parsed.data[1].length !== length)
    throw new RangeError('This cursor belongs to another list: start again from its first page')
  return parsed.data[1]
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

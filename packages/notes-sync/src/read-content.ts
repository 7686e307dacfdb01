import { Malformed } from './malformed.ts'
import type { Reader } from './reader.ts'

/** `any` values nest; ours never go deep, and a page reads them by recursion. */
const MAX_DEPTH = 64
/** lib0 tag of an object inside an `any` value. */
const ANY_OBJECT = 118

/**
 * Reads past the content of one V1 item and returns its length in clocks. Accepts exactly what every Yjs client can
 * apply: an unknown kind, a broken string or an empty content would throw, or loop, in every open page.
 */
export function readContent(reader: Reader, kind: number): number {
  switch (kind) {
    case 1: // deleted
      return atLeastOne(reader.varUint())
    case 2: // JSON values, the word "undefined" included
      return readMany(reader, () => readLegacyJson(reader))
    case 3: // bytes
      reader.varBytes()
      return 1
    case 4: // text, in UTF-16 units
      return atLeastOne(reader.varString().length)
    case 5: // embed
      reader.json()
      return 1
    case 6: // format: key and value
      reader.varString()
      reader.json()
      return 1
    case 7: // shared type
      readType(reader)
      return 1
    case 8: // any values
      return readMany(reader, () => readAny(reader, 0))
    case 9: // sub-document: guid and options
      reader.varString()
      if (reader.bytes[reader.at] !== ANY_OBJECT) throw new Malformed('options are not an object')
      readAny(reader, 0)
      return 1
    default:
      throw new Malformed('unknown content')
  }
}

function atLeastOne(length: number): number {
  if (length === 0) throw new Malformed('empty content')
  return length
}

function readMany(reader: Reader, readOne: () => void): number {
  const length = atLeastOne(reader.varUint())
  for (let i = 0; i < length; i++) readOne()
  return length
}

function readLegacyJson(reader: Reader): void {
  const start = reader.at
  if (reader.varString() === 'undefined') return
  reader.at = start
  reader.json()
}

/** Array, map, text, XML element (named), fragment, hook (named), XML text. */
function readType(reader: Reader): void {
  const type = reader.varUint()
  if (type > 6) throw new Malformed('unknown type')
  if (type === 3 || type === 5) reader.varString()
}

function readAny(reader: Reader, depth: number): void {
  if (depth > MAX_DEPTH) throw new Malformed('nested too deep')
  switch (reader.uint8()) {
    case 127: // undefined
    case 126: // null
    case 121: // false
    case 120: // true
      return
    case 125:
      readVarInt(reader)
      return
    case 124: // float32
      reader.skip(4)
      return
    case 123: // float64
    case 122: // bigint
      reader.skip(8)
      return
    case 119:
      reader.varString()
      return
    case ANY_OBJECT:
      for (let left = reader.varUint(); left > 0; left--) {
        reader.varString()
        readAny(reader, depth + 1)
      }
      return
    case 117: // array
      for (let left = reader.varUint(); left > 0; left--) readAny(reader, depth + 1)
      return
    case 116:
      reader.varBytes()
      return
    default:
      throw new Malformed('unknown value')
  }
}

/** Sign and six bits in the first byte, then seven a byte. */
function readVarInt(reader: Reader): void {
  let byte = reader.uint8()
  let value = byte & 63
  for (let unit = 64; byte >= 128; unit *= 128) {
    byte = reader.uint8()
    value += (byte & 127) * unit
    if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('number out of range')
  }
}

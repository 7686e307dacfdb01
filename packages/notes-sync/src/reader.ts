import { Malformed } from './malformed.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Reads lib0's encoding from bytes that cannot be trusted. lib0's own decoder checks no lengths: asked for more than
 * the frame holds, it hands out whatever lies next to it in Node's shared buffer pool, other people's frames included.
 * Every method throws `Malformed` instead of reading past the end. Byte strings are views, not copies.
 */
export class Reader {
  readonly bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }

  get done(): boolean {
    return this.at === this.bytes.length
  }

  uint8(): number {
    const byte = this.bytes[this.at]
    if (byte === undefined) throw new Malformed('ends too early')
    this.at += 1
    return byte
  }

  /** Seven bits a byte, lowest first; at most `Number.MAX_SAFE_INTEGER`. */
  varUint(): number {
    let value = 0
    for (let unit = 1; ; unit *= 128) {
      const byte = this.uint8()
      value += (byte & 127) * unit
      if (value > Number.MAX_SAFE_INTEGER) throw new Malformed('number out of range')
      if (byte < 128) return value
    }
  }

  skip(length: number): void {
    if (length > this.bytes.length - this.at) throw new Malformed('ends too early')
    this.at += length
  }

  take(length: number): Uint8Array {
    this.skip(length)
    return this.bytes.subarray(this.at - length, this.at)
  }

  varBytes(): Uint8Array {
    return this.take(this.varUint())
  }

  varString(): string {
    const encoded = this.varBytes()
    try {
      return utf8.decode(encoded)
    } catch {
      throw new Malformed('text is not UTF-8')
    }
  }

  /** A string that must hold JSON, as Yjs stores embeds and format values. */
  json(): unknown {
    const text = this.varString()
    try {
      return JSON.parse(text)
    } catch {
      throw new Malformed('value is not JSON')
    }
  }
}

/** Bytes that no client of the protocol sends. The connection is closed with `closeCodes.malformed`. */
export class Malformed extends Error {
  override readonly name = 'Malformed'
}

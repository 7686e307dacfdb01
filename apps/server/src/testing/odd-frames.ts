import type { Random } from '@convene/testkit'

/** Notes frames that a connection has no business with: dropped, and the connection stays. */
export function oddFrame(random: Random): Uint8Array {
  switch (random.int(5)) {
    case 0:
      // Opcodes of the server's own, and of nobody.
      return Uint8Array.of(random.pick([2, 4, 5, 99, 100, 127]), ...random.bytes(random.int(20)))
    case 1:
      return Uint8Array.of(0, 3 + random.int(100), ...random.bytes(random.int(20)))
    case 2:
      return awareness(random.int(1000), random.int(100), '{"user":{"name":"somebody else"}}')
    case 3:
      return awareness(random.int(1000), random.int(100), random.pick(['null', '7', '"text"', '[]', '{"a":']))
    default:
      // Erasure claimed on a client's clocks that nobody has used: `gc` of one item at clock 0.
      return Uint8Array.of(0, 2, 2, 0, 0)
  }
}

/** Frames that no client of the protocol sends: closed with 4400. */
export function brokenFrame(random: Random): Uint8Array {
  switch (random.int(6)) {
    case 0:
      return new Uint8Array(0)
    case 1:
      return Uint8Array.of(0)
    case 2:
      return Uint8Array.of(0, 2, 200, 1, ...random.bytes(3))
    case 3:
      return Uint8Array.of(0, random.int(3), 2, 255, 255)
    case 4:
      return Uint8Array.of(1, 9, 1)
    default:
      return Uint8Array.of(0, 2, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1)
  }
}

function awareness(client: number, clock: number, state: string): Uint8Array {
  const text = new TextEncoder().encode(state)
  const low = (value: number) => (value < 128 ? [value] : [(value & 127) | 128, value >>> 7])
  const entry = [1, ...low(client), ...low(clock), ...low(text.length), ...text]
  return Uint8Array.of(1, ...low(entry.length), ...entry)
}

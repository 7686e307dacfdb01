import type { Random } from '@convene/testkit'

/** Things that no client of ours sends; a binary part follows its packet. */
export type Sent = string | Uint8Array

/** Socket.IO packets that are wrong in themselves: the server ignores or refuses them, and the connection stays. */
export function oddPacket(random: Random, known: readonly string[]): Sent[] {
  const event = random.pick(EVENTS)
  const args = Array.from({ length: random.int(5) }, () => odd(random, known))
  const ack = random.int(2) === 0 ? `${random.int(1_000_000)}` : ''
  switch (random.int(8)) {
    case 0:
      // An answer to a question never asked.
      return [`43${random.int(1000)}${JSON.stringify(args)}`]
    case 1:
      return [`40/${random.pick(['admin', 'x', 'a/b', 'é'])},${JSON.stringify({ token: odd(random, known) })}`]
    case 2:
      return [`42/,${JSON.stringify([event, ...args])}`]
    case 3:
      return [
        `451-${ack}${JSON.stringify([event, random.pick(known), { _placeholder: true, num: 0 }])}`,
        random.bytes(random.int(60)),
      ]
    case 4:
      return [random.pick(['3', '6', '5', '42[7]'])]
    default:
      return [`42${ack}${JSON.stringify([event, ...args])}`]
  }
}

/** Packets that no parser takes: the server ends the connection. */
export function brokenPackets(random: Random): Sent[] {
  const cases: (() => Sent[])[] = [
    () => ['4'],
    () => ['9'],
    () => ['2probe'],
    () => [`4${random.pick(['7', '9', 'x', '-1'])}${random.int(9)}`],
    () => ['42{"not":"a list"}'],
    () => ['42["call"'],
    () => [`42["${random.pick(['disconnect', 'disconnecting', 'connect', 'newListener'])}"]`],
    () => ['42["__proto__'],
    () => ['45-["call"]'],
    () => ['42/admin,["call"]'],
    () => ['41/x,'],
    () => [`45${random.int(2 ** 30) + 1000}-["call",{"_placeholder":true,"num":0}]`],
    // The attachment never comes: another packet does.
    () => ['452-["call",{"_placeholder":true,"num":0}]', '42["call"]'],
    () => ['451-["call",{"_placeholder":true,"num":7}]', random.bytes(8)],
    () => [random.bytes(1 + random.int(50))],
    () => [`z${String.fromCharCode(random.int(0xd000)).repeat(1 + random.int(40))}`],
    () => [`42["call",${'['.repeat(400_000)}`],
  ]
  return random.pick(cases)()
}

/** First packets of a connection that has not said who it is. */
export const strangePackets = (random: Random): Sent[] =>
  random.pick<() => Sent[]>([
    () => ['42["call","communities.mine",{},null]'],
    () => ['40[]'],
    () => ['40{"token":{"a":[]}}'],
    () => [`40${JSON.stringify({ token: 'x'.repeat(random.int(9000)) })}`],
    () => [`40{"token":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    () => ['430[]'],
    () => ['451-["x",{"_placeholder":true,"num":0}]'],
    () => [random.bytes(20)],
    () => ['41', '40'],
  ])()

const EVENTS = [
  'call',
  'follow',
  'unfollow',
  'watch',
  'signal',
  'notes-open',
  'notes-frame',
  'notes-close',
  'nonsense',
  'error',
]

function odd(random: Random, known: readonly string[]): unknown {
  const plain = random.pick<() => unknown>([
    () => null,
    () => random.int(2) === 0,
    () => random.pick([0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER]),
    () => random.pick(['', '\u0000', '__proto__', 'x'.repeat(random.int(3000)), '../x', '\ud800']),
    () => random.pick(known),
    () => [],
    () => ({}),
    () => JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`),
    () => JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":1}}'),
  ])
  if (random.int(3) > 0) return plain()
  const names = [
    'stream',
    'streams',
    'since',
    'channelId',
    'text',
    'id',
    'docName',
    'ack',
    'type',
    'data',
    'limit',
    'before',
  ]
  return Object.fromEntries(Array.from({ length: random.int(4) }, () => [random.pick(names), plain()]))
}

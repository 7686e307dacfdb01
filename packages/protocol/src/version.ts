/** Raised by one with every change of the wire; pages of another version are asked to reload. */
export const WIRE_VERSION = 1

/** What changed, newest first. `hash` is of all contracts, events, signals and slices (`version.test.ts` tells it). */
export const history: readonly { version: number; hash: string; change: string }[] = [
  {
    version: 1,
    hash: '9bed8a34756c55e8',
    change: 'The first wire: identity, communities, chat, meetings, presence, notes.',
  },
]

import type { StreamName } from '@convene/protocol'
import type { Held } from './fold.ts'

/** The device's own copy of streams, so that a page shows what it has before the network answers. Never fails: it forgets. */
export interface Keep {
  read(stream: StreamName): Promise<Held | undefined>
  write(stream: StreamName, held: Held): Promise<void>
  remove(stream: StreamName): Promise<void>
  /** Forgets everything, for instance when somebody else signs in. */
  clear(): Promise<void>
}

export const nothingKept: Keep = {
  read: async () => undefined,
  write: async () => {},
  remove: async () => {},
  clear: async () => {},
}

import { z } from 'zod'
import { contract } from '../core/contract.ts'
import { id } from '../core/ids.ts'
import { signal } from '../core/signal.ts'

/** Above this many people present, the page gets counts instead of names. */
export const PRESENCE_NAMES_MAX = 100

/** Somebody came or left. `people` is absent above `PRESENCE_NAMES_MAX`. */
export const presenceChanged = signal(
  'community',
  'presence.changed',
  z.object({ count: z.number().int().nonnegative(), people: z.array(id).optional() }),
)

export const list = contract('presence.list', 'Who of a community is here now', {
  input: z.object({ communityId: id }),
  output: presenceChanged.data,
})

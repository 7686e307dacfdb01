import { chat } from './chat.ts'
import { kill } from './kill.ts'
import { notes } from './notes.ts'
import { open } from './open.ts'
import type { Scenario } from './scenario.ts'

/** In the order in which they run. */
export const scenarios: readonly Scenario[] = [chat, notes, open, kill]

import type { Compactor } from './compactor.ts'
import type { NotesLimits } from './limits.ts'
import type { NotesDeps } from './ports.ts'
import type { Counters } from './stats.ts'

/** What every room and connection of one server shares. */
export interface NotesContext extends NotesDeps {
  readonly limits: NotesLimits
  readonly counters: Counters
  readonly compactor: Compactor
}

import type { communities } from '@convene/protocol'
import type { WriteContext } from '../../../kit/command.ts'

/** What an import would do with one line: worked out for all lines before any of it is done. */
export interface PlannedLine {
  readonly told: communities.ImportLine
  /** Absent when nothing is to be done, or the line is refused. */
  readonly act?: (context: WriteContext) => Promise<unknown>
}

export const refused = (
  line: number,
  what: string,
  reason: string,
  details?: Record<string, unknown>,
): PlannedLine => ({ told: { line, what, outcome: 'refused', reason, ...(details && { details }) } })

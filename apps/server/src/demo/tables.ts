import { table } from '@convene/store'
import { z } from 'zod'

/** One row, by which a start knows whether the examples are there: begun and not done is begun again. */
export const demoTable = table(
  'demo',
  z.object({ id: z.literal('seed'), state: z.enum(['begun', 'done']), begunAt: z.number() }),
)

export const demoTables = [demoTable] as const

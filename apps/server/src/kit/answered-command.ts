import type { Contract } from '@convene/protocol'
import type { z } from 'zod'
import { type Command, command } from './command.ts'

/**
 * A command whose answer is not what it keeps. `run` returns `kept` (plain JSON), which is what a repeated key finds
 * again; `answer` makes the output from it after the commit, on a repeat too. For secrets that must never be stored, and
 * for refusals that have to be written down first: `answer` may throw an AppError, and nothing is rolled back by it.
 */
export function answeredCommand<I extends z.ZodType, O extends z.ZodType, K extends z.ZodType, L>(
  contract: Contract<I, O>,
  kept: K,
  steps: Parameters<typeof command<I, K, L>>[1] & { answer(kept: z.output<K>): z.input<O> },
): Command {
  const keeping = command<I, K, L>({ ...contract, output: kept }, steps)
  return {
    contract,
    prepare(raw) {
      const call = keeping.prepare(raw)
      return { ...call, answer: (result: unknown) => steps.answer(kept.parse(result)) }
    },
  }
}

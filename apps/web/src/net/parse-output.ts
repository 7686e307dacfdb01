import { AppError, type Contract } from '@convene/protocol'
import type { z } from 'zod'

/** @throws AppError `unavailable` / `net.mismatch` when the server answers what this page does not understand. */
export function parseOutput<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  output: unknown,
): z.output<O> {
  const parsed = contract.output.safeParse(output)
  if (parsed.success) return parsed.data
  throw new AppError('unavailable', 'net.mismatch', { command: contract.name })
}

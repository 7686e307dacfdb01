import { AppError, type Contract } from '@convene/protocol'
import type { z } from 'zod'

const ISSUES_MAX = 10

/** Parses a command's input once. The error names each wrong field, so that a form can show it there. */
export function parse<I extends z.ZodType>(contract: Contract<I>, raw: unknown): z.output<I> {
  const result = contract.input.safeParse(raw ?? {})
  if (result.success) return result.data
  const tooBig = result.error.issues.every((issue) => issue.code === 'too_big')
  throw new AppError(tooBig ? 'too-large' : 'invalid', `${contract.name}.${tooBig ? 'too-large' : 'invalid'}`, {
    fields: result.error.issues.slice(0, ISSUES_MAX).map((issue) => ({
      path: issue.path.map(String).join('.'),
      message: issue.message,
    })),
  })
}

import type { z } from 'zod'

/** What a command is to the outside: HTTP, the socket and the OpenAPI document are all made from this. */
export interface Contract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  /** `feature.act`, as called on the socket and at `POST /api/v1/<name>`. */
  readonly name: string
  /** One sentence for the API document. */
  readonly summary: string
  readonly input: I
  readonly output: O
  /** `public` commands may be called without signing in. */
  readonly who: 'person' | 'public'
}

export function contract<I extends z.ZodType, O extends z.ZodType>(
  name: string,
  summary: string,
  shape: { input: I; output: O; who?: 'person' | 'public' },
): Contract<I, O> {
  return { name, summary, input: shape.input, output: shape.output, who: shape.who ?? 'person' }
}

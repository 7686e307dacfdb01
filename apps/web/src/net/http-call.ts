import { AppError, type Contract } from '@convene/protocol'
import type { z } from 'zod'
import { httpError } from './messages.ts'
import { parseOutput } from './parse-output.ts'

/** `fetch` or a stand-in. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * Calls a command over HTTP, where no connection is open yet: before signing in.
 * @throws AppError as the server said, or `unavailable` / `net.disconnected`.
 */
export async function httpCall<I extends z.ZodType, O extends z.ZodType>(
  fetch: Fetch,
  contract: Contract<I, O>,
  input: z.input<I>,
  signal?: AbortSignal,
): Promise<z.output<O>> {
  const response = await fetch(`/api/v1/${contract.name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
    credentials: 'same-origin',
    ...(signal && { signal }),
  }).catch(() => {
    throw new AppError('unavailable', 'net.disconnected')
  })
  const body: unknown = await response.json().catch(() => undefined)
  if (response.ok) return parseOutput(contract, body)
  const { data } = httpError.safeParse(body)
  if (data) throw new AppError(data.error.kind, data.error.reason, data.error.details)
  throw new AppError('unavailable', 'net.disconnected', { status: response.status })
}

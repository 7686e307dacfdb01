import { AppError, type Contract } from '@convene/protocol'
import { useCallback, useEffect, useState } from 'react'
import type { z } from 'zod'
import { useClient, useStatus } from './hooks.ts'

export interface Query<T> {
  /** The last good answer; kept while asking again. */
  readonly data: T | undefined
  readonly error: AppError | undefined
  readonly loading: boolean
  reload(): void
}

/**
 * A simple read, for what is not a stream. Asks again when `deps` change, and when a connection is back after a failure.
 * Pass `undefined` as the input to ask nothing yet.
 */
export function useQuery<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  input: z.input<I> | undefined,
  deps: readonly unknown[],
): Query<z.output<O>> {
  const client = useClient()
  const online = useStatus() === 'online'
  const [round, setRound] = useState(0)
  const [answer, setAnswer] = useState<Omit<Query<z.output<O>>, 'reload'>>({
    data: undefined,
    error: undefined,
    loading: true,
  })
  const ready = input !== undefined && (online || contract.who === 'public')
  // biome-ignore lint/correctness/useExhaustiveDependencies: `deps` stand for the input, which is made anew by every render
  useEffect(() => {
    if (input === undefined || !ready) return
    const stop = new AbortController()
    setAnswer((before) => ({ ...before, loading: true }))
    client.call(contract, input, { signal: stop.signal }).then(
      (data) => stop.signal.aborted || setAnswer({ data, error: undefined, loading: false }),
      (error: unknown) =>
        stop.signal.aborted || setAnswer((before) => ({ ...before, error: asAppError(error), loading: false })),
    )
    return () => stop.abort()
  }, [client, contract, ready, round, ...deps])
  return { ...answer, reload: useCallback(() => setRound((now) => now + 1), []) }
}

const asAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('internal', 'net.unexpected')

import { setInterval as every } from 'node:timers/promises'

/**
 * Emits `rate` items a second for `seconds`, open loop: an item is due at its moment whether or not the server keeps up, and
 * items that fell due since the last tick leave together. Resolves when all are emitted or the signal stops it.
 */
export async function pace(
  { rate, seconds, clock, signal }: { rate: number; seconds: number; clock: () => number; signal?: AbortSignal },
  emit: (item: number, dueMs: number) => void,
): Promise<void> {
  const items = Math.floor(rate * seconds)
  const startedMs = clock()
  let next = 0
  for await (const _ of every(TICK_MS)) {
    if (signal?.aborted) return
    const due = Math.min(items, Math.floor(((clock() - startedMs) * rate) / MS_PER_S))
    for (; next < due; next += 1) emit(next, startedMs + ((next + 1) * MS_PER_S) / rate)
    if (next === items) return
  }
}

const TICK_MS = 1
const MS_PER_S = 1_000

import { AppError, type Slice, type Snapshot } from '@convene/protocol'

/**
 * Validates a snapshot once, when it comes in: from here on the reducers keep its shape, and `readSlice` trusts it.
 * @throws AppError `unavailable` / `net.mismatch` when server and page do not speak alike.
 */
export function checkSnapshot(slices: readonly Slice[], snapshot: Snapshot): Snapshot {
  const checked: Record<string, unknown> = {}
  for (const part of slices) {
    if (!(part.name in snapshot)) continue
    const parsed = part.schema.safeParse(snapshot[part.name])
    if (!parsed.success) throw new AppError('unavailable', 'net.mismatch', { slice: part.name })
    checked[part.name] = parsed.data
  }
  return checked
}

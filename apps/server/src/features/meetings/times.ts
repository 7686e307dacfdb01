import { AppError } from '@convene/protocol'

/** A meeting longer than this is a slip of the pen. */
const MEETING_MAX_MS = 7 * 24 * 60 * 60 * 1000

/** @throws AppError when a meeting would end before it starts, or last for weeks. */
export function checkTimes({ startsAt, endsAt }: { startsAt: number; endsAt: number }): void {
  if (endsAt <= startsAt) throw new AppError('invalid', 'meetings.ends-before-start')
  if (endsAt - startsAt > MEETING_MAX_MS) throw new AppError('invalid', 'meetings.too-long', { maxMs: MEETING_MAX_MS })
}

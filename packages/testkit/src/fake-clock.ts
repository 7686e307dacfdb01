import type { Clock } from './clock.ts'

export interface FakeClock extends Clock {
  /**
   * Moves time forward and runs what falls due, in order of due time and then of creation; `now` reads each timer's
   * own due time while it runs. Timers set meanwhile run too when they fall inside the move.
   */
  advance(ms: number): void
  /** Timers set and not yet run or cancelled: a test of cleanup expects 0. */
  readonly pending: number
}

/** A clock that stands still until a test moves it. */
export function fakeClock(startMs = 0): FakeClock {
  let nowMs = startMs
  let created = 0
  const timers = new Map<number, { dueMs: number; run: () => void }>()

  const nextDue = (untilMs: number) => {
    let next: { id: number; dueMs: number; run: () => void } | undefined
    for (const [id, timer] of timers) {
      if (timer.dueMs <= untilMs && (next === undefined || timer.dueMs < next.dueMs)) next = { id, ...timer }
    }
    return next
  }

  return {
    now: () => nowMs,
    after(ms, run) {
      const id = created++
      timers.set(id, { dueMs: nowMs + Math.max(0, ms), run })
      return () => void timers.delete(id)
    },
    advance(ms) {
      if (ms < 0) throw new RangeError('Time does not run backwards')
      const untilMs = nowMs + ms
      for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
        timers.delete(due.id)
        nowMs = due.dueMs
        due.run()
      }
      nowMs = untilMs
    },
    get pending() {
      return timers.size
    },
  }
}

import type { Clock } from './clock.ts'

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    let timer: NodeJS.Timeout
    const wait = (leftMs: number) => {
      const stepMs = Math.min(leftMs, LONGEST_TIMER_MS)
      timer = setTimeout(() => (leftMs > stepMs ? wait(leftMs - stepMs) : run()), stepMs)
    }
    wait(ms)
    return () => clearTimeout(timer)
  },
}

/** Longer timers fire at once in Node, so a long wait is made of several. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

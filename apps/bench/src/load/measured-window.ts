import { readUsage } from '../measure/process-usage.ts'
import type { Tally } from '../measure/tally.ts'
import type { LoadSpec } from './load-spec.ts'
import { pace } from './pace.ts'

/** One phase of load: the tally that counts it, and what to do when an item is due. */
export interface Phase {
  readonly tally: Tally
  emit(item: number, dueMs: number): void
}

/**
 * Warms the server up at the measured rate, then measures: from just before the first item to the last delivery, with the
 * server's CPU read at both edges. `begin` makes the tally of a phase of that many items.
 */
export async function measuredWindow(
  spec: LoadSpec,
  clock: () => number,
  begin: (phase: number, items: number) => Phase,
): Promise<Record<string, number>> {
  const run = async (phase: number, seconds: number) => {
    const { tally, emit } = begin(phase, Math.floor(spec.rate * seconds))
    const startedMs = clock()
    await pace({ rate: spec.rate, seconds, clock }, emit)
    await tally.settled(clock)
    return tally.result(startedMs)
  }
  await run(0, spec.warmUpSeconds)
  const before = await readUsage(spec.pid)
  const idle = performance.eventLoopUtilization()
  const result = await run(1, spec.seconds)
  const { utilization } = performance.eventLoopUtilization(idle)
  const after = await readUsage(spec.pid)
  return {
    ...result,
    cpuUs: (after.cpuUs - before.cpuUs) / result.delivered,
    peakRssMb: after.peakRssMb,
    // Near 100 the generator itself may be what holds deliveries back.
    generatorBusy: utilization * 100,
  }
}

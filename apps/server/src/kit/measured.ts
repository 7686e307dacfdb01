import { AppError } from '@convene/protocol'
import type { Executor } from './execute.ts'
import type { Metrics } from './metrics.ts'
import type { Clock } from './services.ts'

/** The executor with its calls counted and timed. */
export function measured(executor: Executor, metrics: Metrics, clock: Clock): Executor {
  return {
    ...executor,
    async execute(name, input, caller) {
      const command = executor.commands.has(name) ? name : 'unknown'
      const start = clock.now()
      try {
        const output = await executor.execute(name, input, caller)
        metrics.calls.inc({ command, outcome: 'ok' })
        return output
      } catch (error) {
        metrics.calls.inc({ command, outcome: error instanceof AppError ? error.kind : 'internal' })
        throw error
      } finally {
        metrics.callSeconds.observe({ command }, (clock.now() - start) / 1000)
      }
    },
  }
}

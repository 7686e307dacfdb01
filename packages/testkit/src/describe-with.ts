import { appendFileSync } from 'node:fs'
import { type Engine, enginePath } from './engines.ts'

/**
 * A suite that needs engines. Where one is missing the suite is skipped and written to the file named by
 * `TEST_LEFT_OUT`, so that the run can say what it left out; with `CI_ENGINES=1` it fails instead.
 */
export function describeWith(engines: readonly Engine[], name: string, suite: () => void): void {
  const missing = engines.filter((engine) => enginePath(engine) === undefined)
  if (missing.length === 0) {
    describe(name, suite)
  } else if (process.env.CI_ENGINES === '1') {
    describe(name, () => {
      test(`needs ${missing.join(' and ')}`, () => {
        throw new Error(`CI_ENGINES=1 forbids leaving this suite out, and ${missing.join(' and ')} is not here`)
      })
    })
  } else {
    describe.skip(name, suite)
    const leftOut = process.env.TEST_LEFT_OUT
    if (leftOut) appendFileSync(leftOut, `${name}: no ${missing.join(', no ')}\n`)
  }
}

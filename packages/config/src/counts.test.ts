import { countRun } from './counts.ts'

const REPORT = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 0,
}

test('CF4 steps and tests add up', () => {
  expect(countRun([true, true, false], REPORT, true)).toEqual({ passed: 7, failed: 1, skipped: 3 })
})

test('CF4 a test file that cannot run is one failure', () => {
  const report = { ...REPORT, numRuntimeErrorTestSuites: 1 }
  expect(countRun([true], report, false)).toEqual({ passed: 6, failed: 1, skipped: 3 })
})

test('CF4 a runner that ends badly is one failure, with or without a report', () => {
  expect(countRun([], REPORT, false).failed).toBe(1)
  expect(countRun([], undefined, false)).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

import { countRun } from './counts.ts'

const REPORT = {
  numPassedTests: 5,
  numFailedTests: 0,
  numPendingTests: 2,
  numTodoTests: 1,
  numRuntimeErrorTestSuites: 0,
}

test('CF4 steps and tests add up', () => {
  expect(countRun([true, true, false], [{ report: REPORT, passed: true }])).toEqual({
    passed: 7,
    failed: 1,
    skipped: 3,
  })
})

test('CF4 several runs of the runner add up', () => {
  const run = { report: REPORT, passed: true }
  expect(countRun([true], [run, run])).toEqual({ passed: 11, failed: 0, skipped: 6 })
})

test('CF4 a test file that cannot run is one failure', () => {
  const report = { ...REPORT, numRuntimeErrorTestSuites: 1 }
  expect(countRun([true], [{ report, passed: false }])).toEqual({ passed: 6, failed: 1, skipped: 3 })
})

test('CF4 a runner that ends badly is one failure, with or without a report', () => {
  expect(countRun([], [{ report: REPORT, passed: false }]).failed).toBe(1)
  expect(countRun([], [{ report: undefined, passed: false }])).toEqual({ passed: 0, failed: 1, skipped: 0 })
})

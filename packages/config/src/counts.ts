/** Outcome of a run, in checks: a step (types, format, dependencies) is one, each test is one. */
export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** The part of Jest's JSON report that is counted. */
export interface JestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  /** Test files that could not run at all; their tests are in no other number. */
  readonly numRuntimeErrorTestSuites: number
}

/** One run of Jest; `report` is absent when it ended without one. */
export interface JestRun {
  readonly report: JestReport | undefined
  readonly passed: boolean
}

/** The whole run's counts from the verdicts of its steps and Jest's reports. */
export function countRun(steps: readonly boolean[], runs: readonly JestRun[]): Counts {
  const counts = runs.map(countJest)
  const sum = (pick: (one: Counts) => number) => counts.reduce((total, one) => total + pick(one), 0)
  return {
    passed: steps.filter((passed) => passed).length + sum((one) => one.passed),
    failed: steps.filter((passed) => !passed).length + sum((one) => one.failed),
    skipped: sum((one) => one.skipped),
  }
}

function countJest({ report, passed }: JestRun): Counts {
  const failedTests = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0
  const failedOtherwise = !passed && failedTests === 0 ? 1 : 0
  return {
    passed: report?.numPassedTests ?? 0,
    failed: failedTests + failedOtherwise,
    skipped: report ? report.numPendingTests + report.numTodoTests : 0,
  }
}

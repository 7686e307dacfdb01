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

/** The whole run's counts from the verdicts of its steps and Jest's report; `report` is absent when Jest ended without one. */
export function countRun(steps: readonly boolean[], report: JestReport | undefined, jestPassed: boolean): Counts {
  const failedTests = report ? report.numFailedTests + report.numRuntimeErrorTestSuites : 0
  const failedOtherwise = !jestPassed && failedTests === 0 ? 1 : 0
  return {
    passed: steps.filter((passed) => passed).length + (report?.numPassedTests ?? 0),
    failed: steps.filter((passed) => !passed).length + failedTests + failedOtherwise,
    skipped: report ? report.numPendingTests + report.numTodoTests : 0,
  }
}

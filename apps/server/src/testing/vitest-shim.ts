/**
 * Stands in for vitest under Jest, for better-auth's suite of adapters, which defines its tests inside an async
 * `describe`. Here `describe` runs its body at once; await `defined` so that every test is known before the file ends.
 */
const [after, before, expectation] = [afterAll, beforeAll, expect]

export { after as afterAll, before as beforeAll, expectation as expect }

const bodies: Promise<void>[] = []
export const describe = (_name: string, body: () => Promise<void>): void => void bodies.push(body())
export const defined = (): Promise<unknown> => Promise.all(bodies)

const shimmed = Object.assign(define, { skipIf: (skipped: boolean) => (skipped ? () => {} : define) })

export { shimmed as test }

type Body = (context: { onTestFailed(): void; skip(): void }) => Promise<void> | void

function define(name: string, ...rest: readonly (Body | { timeout: number })[]): void {
  const body = rest.find((part) => typeof part === 'function')
  if (!body) throw new Error(`A test without a body: ${name}`)
  test(`${RULE} ${plain(name)}`, async () => {
    await body({ onTestFailed: () => {}, skip: () => {} })
  })
}

/** The rule of identity's SPEC that the suite checks. */
const RULE = 'ID30'

/** Without the colours and rules meant for another reporter. */
const plain = (name: string): string =>
  name
    .replaceAll(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '')
    .replaceAll('─', '')
    .replaceAll(/\s+/g, ' ')
    .trim()

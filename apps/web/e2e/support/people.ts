import { chromiumPath, tempFolder } from '@convene/testkit'
import { type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** A browser with a new profile, and a context of its own for each person. */
export interface People {
  /** Somebody signed in, on an empty page. */
  signIn(person: string, options?: BrowserContextOptions): Promise<{ page: Page; context: BrowserContext }>
  /** Closes what everybody has open. */
  leave(): Promise<void>
  close(): Promise<void>
}

export async function people(url: string): Promise<People> {
  const profile = await tempFolder()
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...FLAGS, `--crash-dumps-dir=${profile.path}`],
  })
  return {
    async signIn(person, options = {}) {
      const context = await browser.newContext({
        baseURL: url,
        locale: 'en-CA',
        timezoneId: 'America/Toronto',
        viewport: { width: 1360, height: 900 },
        reducedMotion: 'reduce',
        ...options,
      })
      context.setDefaultTimeout(STEP_MS)
      const answer = await context.request.post('/api/v1/identity.demoSignIn', { data: { person } })
      if (!answer.ok()) throw new Error(`${person} cannot sign in: ${answer.status()} ${await answer.text()}`)
      return { page: await context.newPage(), context }
    },
    async leave() {
      await Promise.all(browser.contexts().map((context) => context.close()))
    },
    async close() {
      await browser.close()
      await profile.remove()
    },
  }
}

/** Quiet: no sandbox (containers forbid it), no graphics, no talking home. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** For a whole test: browsers and servers start and stop within it, on a machine that does other things besides. */
export const TEST_MS = 180_000

/** A step of a test that takes longer has failed. */
const STEP_MS = 40_000

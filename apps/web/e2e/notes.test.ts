import { describeWith } from '@convene/testkit'
import type { Page } from 'playwright-core'
import { builtApp } from './support/built-app.ts'
import { type People, people, TEST_MS } from './support/people.ts'
import { type Places, placesOf } from './support/places.ts'
import { type ServerProcess, serverProcess } from './support/server-process.ts'

describeWith(['chromium'], 'Notes in a browser', () => {
  let server: ServerProcess
  let crowd: People
  let places: Places

  beforeAll(async () => {
    await builtApp()
    server = await serverProcess()
    crowd = await people(server.url)
    const { context } = await crowd.signIn('coordinator')
    places = await placesOf(context)
    await crowd.leave()
  }, 240_000)
  afterEach(async () => {
    await crowd.leave()
    // A test that failed half way may have left it down.
    await server.start()
  })
  afterAll(async () => {
    await crowd?.close()
    await server?.dispose()
  })

  /** The title of the nth section of the agenda. */
  const title = (nth: number) => places.sections[nth]?.title.en ?? ''
  const section = (page: Page, nth: number) => page.getByRole('textbox', { name: `Notes of ${title(nth)}` })
  const saved = (page: Page) => page.locator('.save-state[data-kind="saved"]').waitFor()
  const words = (page: Page, nth: number) => section(page, nth).evaluate(wordsOf)
  const holds = (page: Page, nth: number, text: string) => told(page, nth, text, true)
  const lacks = (page: Page, nth: number, text: string) => told(page, nth, text, false)
  const told = async (page: Page, nth: number, text: string, there: boolean) => {
    const editor = await section(page, nth).elementHandle()
    const within = await page.evaluateHandle(`(${wordsOf})`)
    const settled = page.waitForFunction(
      ({ editor, within, text, there }) =>
        typeof within === 'function' && String(within(editor)).includes(text) === there,
      { editor, within, text, there },
    )
    await settled.catch(async () => {
      throw new Error(`${there ? 'No' : 'Still'} "${text}" in: ${await words(page, nth)}`)
    })
  }
  const atMeeting = async (person: string, prepare = async (_page: Page) => {}) => {
    const { page, context } = await crowd.signIn(person)
    await prepare(page)
    await page.goto(places.meeting.path)
    await section(page, 0).waitFor()
    return { page, context }
  }
  /** Types at the end of a section, as a person would. */
  const type = async (page: Page, nth: number, text: string) => {
    await section(page, nth).click()
    await page.keyboard.press('ControlOrMeta+End')
    await page.keyboard.type(text, { delay: 5 })
  }

  /** The same at the end of the paragraph that begins so: carets at one place would mix their letters, as on one sheet of paper. */
  const typeAfter = async (page: Page, nth: number, start: string, text: string) => {
    await section(page, nth).locator('p', { hasText: start }).click()
    // The editor reads the browser's selection a frame later.
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await page.keyboard.press('End')
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await page.keyboard.type(text, { delay: 5 })
  }

  test(
    'NT1 two people in one section and in different ones see all of it',
    async () => {
      const [one, other] = await Promise.all([atMeeting('coordinator'), atMeeting('partner')])
      await type(one.page, 1, 'Alpha was here. ')
      await holds(other.page, 1, 'Alpha was here.')
      await Promise.all([type(one.page, 1, 'Alpha again. '), type(other.page, 2, 'Beta elsewhere. ')])
      await type(other.page, 1, 'Beta too. ')
      await holds(one.page, 1, 'Beta too.')
      await holds(one.page, 2, 'Beta elsewhere.')
      await holds(other.page, 1, 'Alpha again.')
      await Promise.all([saved(one.page), saved(other.page)])
      expect(await words(one.page, 1)).toBe(await words(other.page, 1))
    },
    TEST_MS,
  )

  test(
    'NT2 killed while two type: the page says so, comes back, and all text is there',
    async () => {
      const [one, other] = await Promise.all([atMeeting('coordinator'), atMeeting('partner')])
      await type(one.page, 3, 'One:')
      await one.page.keyboard.press('Enter')
      await one.page.keyboard.type('Two:')
      await holds(other.page, 3, 'Two:')
      await Promise.all([typeAfter(one.page, 3, 'One:', ' before'), typeAfter(other.page, 3, 'Two:', ' earlier')])
      const typing = Promise.all([
        typeAfter(one.page, 3, 'One:', ' while it dies'),
        typeAfter(other.page, 3, 'Two:', ' as it goes down'),
      ])
      await server.kill()
      await typing
      await one.page.locator('.save-state[data-kind="reconnecting"]', { hasText: /change/ }).waitFor()
      await typeAfter(one.page, 3, 'One:', ' and after')
      await server.start()
      await Promise.all([saved(one.page), saved(other.page)])
      for (const { page } of [one, other]) {
        await holds(page, 3, 'One: before while it dies and after')
        await holds(page, 3, 'Two: earlier as it goes down')
      }
      const late = await atMeeting('ministry')
      await holds(late.page, 3, 'and after')
      expect(await words(late.page, 3)).toBe(await words(one.page, 3))
    },
    TEST_MS,
  )

  test(
    'NT3 an observer sees the notes change and cannot type',
    async () => {
      const [writer, observer] = await Promise.all([atMeeting('coordinator'), atMeeting('observer')])
      await observer.page.getByText('Observers do not write in the notes').waitFor()
      expect(await section(observer.page, 1).getAttribute('contenteditable')).toBe('false')
      expect(await observer.page.getByRole('toolbar').count()).toBe(0)
      await section(observer.page, 1).click()
      await observer.page.keyboard.type('not allowed')
      await type(writer.page, 1, 'Seen by the observer. ')
      await holds(observer.page, 1, 'Seen by the observer.')
      expect(await words(observer.page, 1)).not.toContain('not allowed')
    },
    TEST_MS,
  )

  test(
    'NT4 a face and words stand on the section that somebody writes in',
    async () => {
      const [writer, reader] = await Promise.all([atMeeting('partner'), atMeeting('coordinator')])
      await section(writer.page, 2).click()
      const here = reader.page.locator('section', { has: section(reader.page, 2) }).getByRole('status')
      await here.getByText(/is writing here/).waitFor()
      await section(writer.page, 1).click()
      await here.getByText(/is writing here/).waitFor({ state: 'detached' })
    },
    TEST_MS,
  )

  test(
    'NT5 what was written offline is there after a reload, and is saved with the network',
    async () => {
      const { page } = await atMeeting('coordinator')
      await saved(page)
      await server.kill()
      await type(page, 1, 'Kept on the device. ')
      await page.locator('.save-state[data-kind="reconnecting"]', { hasText: /change/ }).waitFor()
      await server.start()
      page.on('dialog', (dialog) => void dialog.accept())
      await page.reload()
      await holds(page, 1, 'Kept on the device.')
      await saved(page)
      const other = await atMeeting('partner')
      await holds(other.page, 1, 'Kept on the device.')
    },
    TEST_MS,
  )

  test(
    'NT6 undo takes back one’s own words and leaves those of others',
    async () => {
      const [one, other] = await Promise.all([atMeeting('coordinator'), atMeeting('partner')])
      await type(other.page, 5, 'Theirs stays. ')
      await holds(one.page, 5, 'Theirs stays.')
      await type(one.page, 5, 'Mine goes.')
      await holds(other.page, 5, 'Mine goes.')
      await one.page.keyboard.press('ControlOrMeta+z')
      await lacks(other.page, 5, 'Mine')
      await holds(one.page, 5, 'Theirs stays.')
    },
    TEST_MS,
  )

  test(
    'NT7 where no WebSocket gets through, notes still travel and are saved',
    async () => {
      const [blocked, other] = await Promise.all([atMeeting('coordinator', refuse), atMeeting('partner')])
      await type(blocked.page, 6, 'Over the relay. ')
      await holds(other.page, 6, 'Over the relay.')
      await saved(blocked.page)
    },
    TEST_MS,
  )
})

/** What a section says, without the names at other people's carets. Runs in the page. */
function wordsOf(editor: Element): string {
  const copy = editor.cloneNode(true)
  if (copy instanceof Element) for (const caret of copy.querySelectorAll('.notes-caret')) caret.remove()
  return copy.textContent ?? ''
}

/** A WebSocket that never opens, as behind a proxy that strips the upgrade. */
async function refuse(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const Real = window.WebSocket
    window.WebSocket = class extends Real {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(String(address).replace('/notes/', '/nowhere/'), protocols)
      }
    }
  })
}

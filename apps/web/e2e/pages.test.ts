import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { describeWith } from '@convene/testkit'
import { builtApp } from './support/built-app.ts'
import { locales, mainPages, themes } from './support/pages.ts'
import { type People, people, TEST_MS } from './support/people.ts'
import { placesOf } from './support/places.ts'
import { type ServerProcess, serverProcess } from './support/server-process.ts'

describeWith(['chromium'], 'Pages in a browser', () => {
  let server: ServerProcess
  let crowd: People

  beforeAll(async () => {
    await builtApp()
    server = await serverProcess()
    crowd = await people(server.url)
  }, 240_000)
  afterEach(() => crowd.leave())
  afterAll(async () => {
    await crowd?.close()
    await server?.dispose()
  })

  const looks = themes.flatMap((theme) =>
    Object.entries(locales).map(([language, locale]) => ({ theme, language, locale })),
  )

  test.each(looks)(
    'PG1 axe finds nothing, $theme in $language',
    async ({ theme, locale }) => {
      const { page, context } = await crowd.signIn('coordinator', { colorScheme: theme, locale })
      const found: string[] = []
      for (const { name, path, whole } of mainPages(await placesOf(context))) {
        await page.goto(path)
        await whole(page)
        const { violations } = await new AxeBuilder({ page }).analyze()
        for (const { id, nodes } of violations)
          found.push(...nodes.map((node) => `${name}: ${id}: ${node.target.join(' ')}: ${node.failureSummary}`))
      }
      expect(found).toEqual([])
    },
    TEST_MS,
  )

  test(
    'PG2 no main page scrolls sideways at 320 px',
    async () => {
      const { page, context } = await crowd.signIn('coordinator', { viewport: { width: 320, height: 640 } })
      const wide: string[] = []
      for (const { name, path, whole } of mainPages(await placesOf(context))) {
        await page.goto(path)
        await whole(page)
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        if (width > 320) wide.push(`${name}: ${width}`)
      }
      expect(wide).toEqual([])
    },
    TEST_MS,
  )

  test(
    'PG4 a dialog takes the focus and gives it back, and what it asks for happens',
    async () => {
      const { page } = await crowd.signIn('coordinator')
      await page.goto('/c/respite/meetings')
      const open = page.getByRole('button', { name: 'Schedule a meeting' })
      await open.focus()
      await page.keyboard.press('Enter')
      const dialog = page.getByRole('dialog', { name: 'Schedule a meeting' })
      const title = dialog.getByRole('textbox', { name: 'Title' })
      await title.and(page.locator(':focus')).waitFor()
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
      await open.and(page.locator(':focus')).waitFor()
      await page.keyboard.press('Enter')
      await title.fill('Extra meeting')
      await dialog.getByRole('button', { name: 'Date' }).click()
      await page.getByRole('button', { name: /^15 / }).click()
      await dialog.getByRole('button', { name: 'Schedule' }).click()
      await page.getByRole('heading', { name: 'Extra meeting' }).waitFor()
    },
    TEST_MS,
  )

  test('PG3 the page keeps to its budget of JavaScript', async () => {
    const weighing = spawn(process.execPath, [fileURLToPath(new URL('../bundle-sizes.ts', import.meta.url))])
    const [code] = await once(weighing, 'exit')
    expect(code).toBe(0)
  })
})

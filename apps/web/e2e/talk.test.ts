import { describeWith } from '@convene/testkit'
import type { Page } from 'playwright-core'
import { builtApp } from './support/built-app.ts'
import { type People, people, TEST_MS } from './support/people.ts'
import { type Places, placesOf } from './support/places.ts'
import { type ServerProcess, serverProcess } from './support/server-process.ts'

describeWith(['chromium'], 'Talk in a browser', () => {
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

  const composer = (page: Page) => page.getByRole('textbox', { name: `Message ${places.channel.name}` })
  const message = (page: Page, text: string) => page.getByRole('article').getByText(text, { exact: true })
  const inChannel = async (person: string) => {
    const { page, context } = await crowd.signIn(person)
    await page.goto(places.channel.path)
    await page.getByRole('article').last().waitFor()
    return { page, context }
  }
  /** Somebody in the channel whose place to write is there. */
  const writing = async (person: string) => {
    const opened = await inChannel(person)
    await composer(opened.page).waitFor()
    return opened
  }
  const post = async (page: Page, text: string) => {
    await composer(page).fill(text)
    await composer(page).press('Enter')
  }
  /** Texts of the rows in view that begin with this. */
  const saying = async (page: Page, start: string) =>
    (await page.getByRole('article').locator('p').allTextContents()).filter((text) => text.startsWith(start))

  test(
    'TK1 what one posts, the other sees without a reload',
    async () => {
      const [one, other] = await Promise.all([writing('coordinator'), writing('partner')])
      await post(one.page, 'Hello from the coordinator')
      await message(other.page, 'Hello from the coordinator').waitFor()
      await post(other.page, 'And back')
      await message(one.page, 'And back').waitFor()
    },
    TEST_MS,
  )

  test(
    'TK2 messages written offline survive a reload and are posted in order, each once',
    async () => {
      const [writer, reader] = await Promise.all([writing('coordinator'), inChannel('partner')])
      await server.kill()
      for (const text of ['offline 1', 'offline 2', 'offline 3']) await post(writer.page, text)
      await message(writer.page, 'offline 3').waitFor()
      expect(await writer.page.getByText('Not sent yet').count()).toBe(3)
      // The page itself comes from the device: the service worker may not be there yet, so it is reloaded once the server answers.
      await server.start()
      await writer.page.reload()
      await message(writer.page, 'offline 3').waitFor()
      await writer.page.getByText('Not sent yet').first().waitFor({ state: 'detached' })
      await message(reader.page, 'offline 3').waitFor()
      await reader.page.reload()
      await message(reader.page, 'offline 3').waitFor()
      for (const { page } of [writer, reader])
        expect(await saying(page, 'offline')).toEqual(['offline 1', 'offline 2', 'offline 3'])
    },
    TEST_MS,
  )

  test(
    'TK3 an observer reads and has no place to write',
    async () => {
      const { page } = await inChannel('observer')
      await page.getByText('Observers read along here.').waitFor()
      expect(await composer(page).count()).toBe(0)
    },
    TEST_MS,
  )

  test(
    'TK4 unread messages show beside the channel until they are read',
    async () => {
      const reader = await crowd.signIn('ministry')
      await reader.page.goto(places.channel.path)
      await reader.page.getByRole('article').last().waitFor()
      await reader.page.goto('/c/respite/people')
      const link = reader.page
        .getByRole('navigation')
        .getByRole('link', { name: new RegExp(places.channel.name) })
        .first()
      await link.waitFor()
      const writer = await writing('coordinator')
      await post(writer.page, 'one unread')
      await link.getByText(/unread/).waitFor()
      await link.click()
      await message(reader.page, 'one unread').waitFor()
      await link.getByText(/unread/).waitFor({ state: 'detached' })
    },
    TEST_MS,
  )

  test(
    'TK5 a message is text, whatever it looks like',
    async () => {
      const { page } = await inChannel('coordinator')
      const markup = '<img src=x onerror="window.broken = true"> **strong** [x](javascript:alert(1))'
      await post(page, markup)
      await page.getByRole('article').getByText('<img src=x').waitFor()
      await page.getByRole('article').locator('strong', { hasText: 'strong' }).last().waitFor()
      expect(await page.locator('a[href^="javascript"]').count()).toBe(0)
      expect(await page.evaluate(() => 'broken' in window)).toBe(false)
    },
    TEST_MS,
  )

  test(
    'TK6 a long channel opens at its end and grows upwards',
    async () => {
      const writer = await crowd.signIn('partner')
      const say = (text: string) =>
        writer.context.request.post('/api/v1/chat.post', { data: { channelId: places.channel.id, text } })
      for (let nth = 1; nth <= LONG; nth++) await say(`long ${nth}`)
      const { page } = await inChannel('coordinator')
      await message(page, `long ${LONG}`).waitFor()
      expect(await message(page, 'long 1').count()).toBe(0)
      await page.mouse.move(800, 300)
      // By wheel, as a person would, until the first one is in the page.
      while ((await message(page, 'long 1').count()) === 0) {
        await page.mouse.wheel(0, -400)
        await page.evaluate(() => new Promise(requestAnimationFrame))
      }
      await message(page, 'long 1').waitFor()
      const before = await message(page, 'long 1').boundingBox()
      await say('far below')
      await page.getByRole('button', { name: /new message/ }).waitFor()
      expect(await message(page, 'long 1').boundingBox()).toEqual(before)
      await page.getByRole('button', { name: /new message/ }).click()
      await message(page, 'far below').waitFor()
    },
    TEST_MS,
  )
})

/** More than two pages of history. */
const LONG = 160

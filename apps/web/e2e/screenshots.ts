/**
 * The main pages as PNG files in `./screenshots`, on a desk and on a phone, light and dark, English and French, so that a
 * person can look at them: `pnpm screenshots [name...]`.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { builtApp } from './support/built-app.ts'
import { locales, mainPages, themes } from './support/pages.ts'
import { people } from './support/people.ts'
import { placesOf } from './support/places.ts'
import { serverProcess } from './support/server-process.ts'

const FOLDER = 'screenshots'
const SIZES = { desk: { width: 1360, height: 900 }, phone: { width: 390, height: 844 } } as const

const wanted = process.argv.slice(2)
await builtApp()
await mkdir(FOLDER, { recursive: true })
const server = await serverProcess()
const crowd = await people(server.url)
try {
  for (const [size, viewport] of Object.entries(SIZES))
    for (const theme of themes)
      for (const [language, locale] of Object.entries(locales)) {
        const { page, context } = await crowd.signIn('coordinator', { viewport, colorScheme: theme, locale })
        for (const { name, path, whole } of mainPages(await placesOf(context))) {
          const file = `${name}-${size}-${theme}-${language}.png`
          if (wanted.length > 0 && !wanted.some((part) => file.includes(part))) continue
          await page.goto(path)
          await whole(page)
          await page.evaluate(() => document.fonts.ready)
          await page.screenshot({ path: join(FOLDER, file), animations: 'disabled' })
          console.log(join(FOLDER, file))
        }
        await context.close()
      }
} finally {
  await crowd.close()
  await server.dispose()
}

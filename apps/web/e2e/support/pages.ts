import type { Page } from 'playwright-core'
import type { Places } from './places.ts'

/** The main pages: a name for files and test titles, an address, and what is there once the page is whole. */
export interface MainPage {
  readonly name: string
  readonly path: string
  whole(page: Page): Promise<void>
}

export function mainPages({ channel, meeting }: Places): readonly MainPage[] {
  const heading = (page: Page) => page.locator('h1').first().waitFor()
  return [
    { name: 'home', path: '/', whole: heading },
    { name: 'community', path: '/c/respite', whole: heading },
    {
      name: 'channel',
      path: channel.path,
      whole: (page) => page.locator('article').last().waitFor(),
    },
    { name: 'meetings', path: '/c/respite/meetings', whole: heading },
    {
      name: 'meeting',
      path: meeting.path,
      whole: (page) => page.locator('.ProseMirror p').first().waitFor(),
    },
    { name: 'people', path: '/c/respite/people', whole: heading },
    { name: 'settings', path: '/c/respite/settings', whole: heading },
  ]
}

export const themes = ['light', 'dark'] as const
export const locales = { en: 'en-CA', fr: 'fr-CA' } as const

import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '@mantine/core/styles.css'
import './ui/tokens.css'
import './ui/base.css'
import { slices } from '@convene/protocol'
import { MantineProvider } from '@mantine/core'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { deviceLanguage } from './i18n/device-language.ts'
import { I18nProvider } from './i18n/i18n-context.tsx'
import { loadDictionary } from './i18n/load-dictionary.ts'
import { createClient } from './net/client.ts'
import { systemClock } from './net/clock.ts'
import { ClientContext } from './net/index.ts'
import { indexedKeep } from './net/indexed-keep.ts'
import { rememberIn } from './net/session.ts'
import { socketTransport } from './net/socket-transport.ts'
import { makeRouter } from './router.tsx'
import { registerServiceWorker } from './ui/service-worker.ts'
import { cssVariables, theme } from './ui/theme.ts'

// The content security policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true })

const client = createClient({
  transport: socketTransport(),
  fetch: (url, init) => fetch(url, init),
  keep: indexedKeep((what, error) => console.warn(what, error)),
  remember: rememberIn(window.localStorage),
  clock: systemClock,
  random: Math.random,
  newKey: () => crypto.randomUUID(),
  slices,
})
window.addEventListener('online', client.wake)
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && client.wake())
client.start()
registerServiceWorker()

const language = deviceLanguage()
document.documentElement.lang = language
const dictionary = await loadDictionary(language)
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <I18nProvider first={{ language, dictionary }}>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
      <ClientContext value={client}>
        <RouterProvider router={makeRouter()} />
      </ClientContext>
    </MantineProvider>
  </I18nProvider>,
)

import { MantineProvider } from '@mantine/core'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { deviceLanguage } from './i18n/device-language.ts'
import { I18nProvider } from './i18n/i18n-context.tsx'
import { loadDictionary } from './i18n/load-dictionary.ts'
import { type Client, ClientContext } from './net/index.ts'
import { makeRouter } from './router.tsx'
import { registerServiceWorker } from './ui/service-worker.ts'
import { cssVariables, theme } from './ui/theme.ts'

/** Draws the page around the connection, in the language of the device until the person's own is known. */
export async function showApp(client: Client): Promise<void> {
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
  registerServiceWorker()
}

import { createInstance, type i18n as I18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import type { Language } from './languages.ts'

/** English comes with the page; another language is fetched once, before the first paint in it. */
export async function createI18n(language: Language): Promise<I18n> {
  const i18n = createInstance({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    partialBundledLanguages: true,
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  i18n.use(initReactI18next)
  if (language !== 'en') await load(i18n, language)
  await i18n.init()
  return i18n
}

/** Changes the language of the whole page, without a reload. */
export async function speak(i18n: I18n, language: Language): Promise<void> {
  if (i18n.language === language) return
  await load(i18n, language)
  await i18n.changeLanguage(language)
}

async function load(i18n: I18n, language: Language): Promise<void> {
  if (language === 'en' || (i18n.isInitialized && i18n.hasResourceBundle(language, 'translation'))) return
  const { fr } = await import('./fr.ts')
  if (i18n.isInitialized) i18n.addResourceBundle(language, 'translation', fr)
  else i18n.on('initialized', () => i18n.addResourceBundle(language, 'translation', fr))
}

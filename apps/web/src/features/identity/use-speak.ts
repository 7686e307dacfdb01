import { useTranslation } from 'react-i18next'
import { rememberLanguage } from '../../i18n/device-language.ts'
import { speak } from '../../i18n/i18n.ts'
import type { Language } from '../../i18n/index.ts'

/** Changes the language of the page, and of this device from now on. */
export function useSpeak(): (language: Language) => Promise<void> {
  const { i18n } = useTranslation()
  return async (language) => {
    rememberLanguage(language)
    await speak(i18n, language)
    document.documentElement.lang = language
  }
}

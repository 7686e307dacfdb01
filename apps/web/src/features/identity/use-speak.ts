import { rememberLanguage } from '../../i18n/device-language.ts'
import { type Language, useI18n } from '../../i18n/index.ts'

/** Changes the language of the page, and of this device from now on. */
export function useSpeak(): (language: Language) => Promise<void> {
  const { language: spoken, speak } = useI18n()
  return async (language) => {
    rememberLanguage(language)
    if (language !== spoken) await speak(language)
    document.documentElement.lang = language
  }
}

import { isLanguage, type Language, preferredLanguage } from './languages.ts'

const KEY = 'convene.language'

/** What was chosen on this device, else the first of the browser's languages that the page speaks. */
export function deviceLanguage(): Language {
  try {
    const chosen = localStorage.getItem(KEY)
    if (isLanguage(chosen)) return chosen
  } catch {
    // A browser may refuse storage: then its own language counts.
  }
  return preferredLanguage(navigator.languages)
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // Not remembered, no harm: the setting of the person stands.
  }
}

import { en } from './en.ts'
import type { Language } from './languages.ts'
import type { Dictionary } from './translate.ts'

/** English comes with the page; another language is fetched when it is first spoken. */
export async function loadDictionary(language: Language): Promise<Dictionary> {
  if (language === 'en') return en
  const { fr } = await import('./fr.ts')
  return fr
}

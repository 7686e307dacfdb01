import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import type { Language } from './languages.ts'
import { loadDictionary } from './load-dictionary.ts'
import type { Dictionary } from './translate.ts'

export interface I18n {
  readonly language: Language
  readonly dictionary: Dictionary
  /** Changes the language of the whole page, without a reload. */
  speak(language: Language): Promise<void>
}

const I18nContext = createContext<I18n | undefined>(undefined)

/** The page in one language, loaded before the first paint. */
export function I18nProvider({ first, children }: { first: Omit<I18n, 'speak'>; children: ReactNode }) {
  const [spoken, setSpoken] = useState(first)
  const i18n = useMemo(
    (): I18n => ({
      ...spoken,
      speak: async (language) => setSpoken({ language, dictionary: await loadDictionary(language) }),
    }),
    [spoken],
  )
  return <I18nContext value={i18n}>{children}</I18nContext>
}

export function useI18n(): I18n {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('useI18n needs an I18nProvider above it')
  return i18n
}

/** Languages the page speaks, each in its own words. */
export const languages = { en: 'English', fr: 'Français' } as const
export type Language = keyof typeof languages

export const isLanguage = (code: unknown): code is Language => typeof code === 'string' && code in languages

/** The first of the reader's languages that the page speaks; English otherwise. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const code = tag.split('-')[0]?.toLowerCase()
    if (isLanguage(code)) return code
  }
  return 'en'
}

export const languageCodes: readonly Language[] = ['en', 'fr']

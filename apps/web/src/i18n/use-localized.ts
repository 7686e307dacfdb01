import type { Localized } from '@convene/protocol'
import { useFormat } from './use-format.ts'

/** Picks the reader's language from what a community wrote in several; English when there is no other. */
export function useLocalized(): (text: Localized) => string {
  const { language } = useFormat()
  return (text) => text[language] ?? text.en
}

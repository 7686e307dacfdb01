import { useMemo } from 'react'
import type { KeyOf } from './dictionary.ts'
import type { en } from './en.ts'
import { useI18n } from './i18n-context.tsx'
import { translate, type Values } from './translate.ts'

export type Key = KeyOf<typeof en>
export type T = (key: Key, values?: Values) => string

/** Strings in the reader's language, by `feature.key`. */
export function useT(): T {
  const { dictionary, language } = useI18n()
  return useMemo(() => (key, values) => translate(dictionary, language, key, values) ?? key, [dictionary, language])
}

import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyOf } from './dictionary.ts'
import type { en } from './en.ts'

export type Key = KeyOf<typeof en>
/** Fills `{{name}}` in a string; `count` also chooses the plural form. */
export type Values = Readonly<Record<string, string | number>>
export type T = (key: Key, values?: Values) => string

/** Strings in the reader's language, by `feature.key`. */
export function useT(): T {
  const { t } = useTranslation()
  return useCallback((key, values) => t(key, { ...values }), [t])
}

import { useMemo } from 'react'
import { useI18n } from './i18n-context.tsx'
import type { Language } from './languages.ts'

const LOCALES: Record<Language, string> = { en: 'en-CA', fr: 'fr-CA' }

/** Moments are ms since the epoch; `timeZone` is an IANA zone, the reader's own by default. */
export interface Format {
  /** `10:42` */
  time(at: number, timeZone?: string): string
  /** `Thursday, November 19` */
  day(at: number, timeZone?: string): string
  /** `November 19, 2026` */
  date(at: number, timeZone?: string): string
  /** `Nov 19, 2026, 10:00 a.m.` */
  dateTime(at: number, timeZone?: string): string
  /** `EST`, as the reader's language abbreviates the zone at that moment. */
  zone(at: number, timeZone?: string): string
  /** `10:00 to 12:30`, as the language writes a range. */
  timeRange(from: number, to: number, timeZone?: string): string
  number(value: number): string
  /** `a, b and c` */
  list(words: readonly string[]): string
  /** The language of the page. */
  readonly language: Language
}

export function useFormat(): Format {
  const { language } = useI18n()
  return useMemo(() => format(language), [language])
}

function format(language: Language): Format {
  const locale = LOCALES[language]
  const cache = new Map<string, Intl.DateTimeFormat>()
  function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const key = JSON.stringify(options)
    const made = cache.get(key) ?? new Intl.DateTimeFormat(locale, options)
    cache.set(key, made)
    return made
  }
  const zoned = (timeZone: string | undefined) => (timeZone ? { timeZone } : {})
  const clock = { hour: 'numeric', minute: '2-digit' } as const
  return {
    language,
    time: (at, zone) => formatter({ ...clock, ...zoned(zone) }).format(at),
    day: (at, zone) => formatter({ weekday: 'long', month: 'long', day: 'numeric', ...zoned(zone) }).format(at),
    date: (at, zone) => formatter({ dateStyle: 'long', ...zoned(zone) }).format(at),
    dateTime: (at, zone) => formatter({ dateStyle: 'medium', timeStyle: 'short', ...zoned(zone) }).format(at),
    zone: (at, zone) =>
      formatter({ timeZoneName: 'short', ...zoned(zone) })
        .formatToParts(at)
        .find((part) => part.type === 'timeZoneName')?.value ?? '',
    timeRange: (from, to, zone) => formatter({ ...clock, ...zoned(zone) }).formatRange(from, to),
    number: (value) => new Intl.NumberFormat(locale).format(value),
    list: (words) => new Intl.ListFormat(locale).format(words),
  }
}

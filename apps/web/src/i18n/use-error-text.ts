import { AppError } from '@convene/protocol'
import { useCallback } from 'react'
import { useI18n } from './i18n-context.tsx'
import { type Dictionary, translate, type Values } from './translate.ts'

/** Turns any failure into a sentence for the reader: by its reason, else by its kind; never a code alone. */
export function useErrorText(): (error: unknown) => string {
  const { dictionary, language } = useI18n()
  return useCallback((error: unknown) => errorText(dictionary, language, error), [dictionary, language])
}

export function errorText(dictionary: Dictionary, language: string, error: unknown): string {
  const { kind, reason, details } = error instanceof AppError ? error : new AppError('internal', 'net.unexpected')
  return (
    translate(dictionary, language, `errors.${reason.replaceAll('.', '_')}`, printable(details)) ??
    translate(dictionary, language, `errors.kind_${kind}`) ??
    kind
  )
}

const printable = (details: Record<string, unknown> = {}): Values =>
  Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[name, value] as const] : [],
    ),
  )

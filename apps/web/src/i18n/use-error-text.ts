import { AppError } from '@convene/protocol'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

/** Turns any failure into a sentence for the reader: by its reason, else by its kind; never a code alone. */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  return useCallback(
    (error: unknown) => {
      const { kind, reason, details } =
        error instanceof AppError ? error : { kind: 'internal', reason: '', details: undefined }
      const key = `errors.${reason.replaceAll('.', '_')}`
      return i18n.exists(key) ? t(key, { ...details }) : t(`errors.kind_${kind}`)
    },
    [t, i18n],
  )
}

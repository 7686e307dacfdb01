import type { Translation } from '../../i18n/dictionary.ts'
import type { en } from './en.ts'

export const fr: Translation<typeof en> = {}

import type { Translation } from '../../i18n/dictionary.ts'
import type { en } from './en.ts'

export const fr: Translation<typeof en> = {
  here: 'En ligne maintenant',
  count_one: '{{count}} personne en ligne',
  count_other: '{{count}} personnes en ligne',
  nobody: 'Personne d’autre n’est en ligne',
  you: '{{name}} (vous)',
  tooMany: 'Au-delà de {{count}} personnes, seul leur nombre est affiché.',
}

import type { Translation } from '../../i18n/dictionary.ts'
import type { en } from './en.ts'

export const fr: Translation<typeof en> = {
  outbox: 'Courriels envoyés',
  noRelay: 'Aucun relais de courriel n’est réglé : les messages restent ici, où on peut les lire.',
  relay: 'Les courriels partent par le relais. Ce qui a échoué est retenté.',
  empty: 'Aucun courriel pour l’instant',
  emptyHelp: 'Invitations et codes de connexion paraissent ici dès qu’il y en a.',
  to: 'À {{to}}, {{when}}',
  state_kept: 'Gardé',
  state_waiting: 'En attente',
  state_sent: 'Envoyé',
  state_failed: 'Échoué',
  more: 'Montrer les précédents',
}

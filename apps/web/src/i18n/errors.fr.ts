import type { Translation } from './dictionary.ts'
import type { en } from './errors.en.ts'

export const fr: Translation<typeof en> = {
  kind_invalid: 'Quelque chose ne va pas dans le formulaire. Vérifiez-le, puis réessayez.',
  kind_unauthenticated: 'Vous n’êtes plus connecté. Connectez-vous pour continuer.',
  kind_forbidden: 'Vous pouvez lire ceci, mais pas le modifier.',
  'kind_not-found': 'Ceci n’existe pas, ou ne vous est pas ouvert.',
  kind_conflict: 'Quelqu’un a été plus rapide. Voyez ce qui a changé, puis réessayez.',
  'kind_too-large': 'C’est trop long. Raccourcissez, puis réessayez.',
  'kind_rate-limited': 'Cela fait beaucoup d’un coup. Attendez un instant, puis réessayez.',
  kind_unavailable: 'Le serveur ne répond pas pour le moment. Rien n’est perdu; réessayez dans un instant.',
  kind_internal:
    'Un problème est survenu de notre côté. Rien de ce qui est à vous n’est perdu. Réessayez dans un instant.',
  net_timeout: 'Le serveur tarde à répondre. Vérifiez votre connexion, puis réessayez.',
  net_disconnected: 'Il n’y a pas de connexion pour le moment. Réessayez une fois de retour en ligne.',
  net_mismatch: 'Cette page est plus ancienne que le serveur. Rechargez-la pour continuer.',
}

import type { Translation } from '../i18n/dictionary.ts'
import type { en } from './en.ts'

export const fr: Translation<typeof en> = {
  loading: 'Chargement',
  skip: 'Passer au contenu',
  places: 'Lieux',
  mainPlaces: 'Lieux principaux',
  more: 'Plus',
  close: 'Fermer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  saved: 'Enregistré',
  copy: 'Copier',
  copied: 'Copié',
  back: 'Retour',
  tryAgain: 'Réessayer',
  refresh: 'Regarder encore',
  notice_connecting: 'Reconnexion en cours. Vous pouvez continuer : ce que vous écrivez reste sur cet appareil.',
  notice_offline:
    'Vous êtes hors ligne. Vous pouvez lire ce qui est ici; ce que vous écrivez est gardé et partira plus tard.',
  notice_restarting: 'Le serveur redémarre et revient dans un instant. Rien n’est perdu.',
  notice_stale: 'Une nouvelle version de Convene est là. Rechargez la page pour continuer; vos brouillons restent.',
  notice_retry: 'Essayer maintenant',
  notice_reload: 'Recharger',
  notFound: 'Il n’y a rien à cette adresse',
  notFoundHelp:
    'La page a peut-être changé de place, ou ne vous est pas ouverte. La page d’accueil mène à tout ce qui est à vous.',
  toStart: 'Aller à l’accueil',
  broken: 'Quelque chose s’est cassé sur cette page',
  brokenHelp:
    'Ce que vous avez écrit est enregistré. Rechargez la page; si cela se reproduit, prévenez la personne qui s’occupe de votre Convene.',
  keysTitle: 'Touches',
  keysFind: 'Tout trouver',
  keysHelp: 'Cette liste',
  keysSend: 'Envoyer un message',
  keysLine: 'Nouvelle ligne dans un message',
  keysEdit: 'Modifier votre dernier message',
  keysNext: 'Avancer, reculer',
  keysClose: 'Fermer ce qui est ouvert',
  find: 'Trouver',
  findPlaceholder: 'Trouver un canal, une réunion, une personne',
  findNothing: 'Rien de ce nom. Essayez moins de lettres.',
}

import type { Mail } from '../mail/index.ts'

/**
 * The mail that signs someone in: a link for the device it is read on, a code for another. Plain text, so that every
 * reader and every hand-copying shows the same.
 */
export function signInMail(
  language: 'en' | 'fr',
  { to, link, code, minutes }: { to: string; link: string; code: string; minutes: number },
): Mail {
  return { to, secret: true, ...TEXTS[language]({ link, code: spaced(code), minutes }) }
}

/** Read aloud and typed more easily in halves; the page takes it with or without the space. */
const spaced = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`

type Parts = { link: string; code: string; minutes: number }

const TEXTS: Record<'en' | 'fr', (parts: Parts) => { subject: string; text: string }> = {
  en: ({ link, code, minutes }) => ({
    subject: 'Sign in to Convene',
    text: [
      'Hello,',
      `To sign in to Convene, open this page and press the button:\n${link}`,
      `Or enter this code where you asked for it: ${code}`,
      `Both work once, for ${minutes} minutes.`,
      'You did not ask for this? Then do nothing: without this mail nobody can sign in.',
    ].join('\n\n'),
  }),
  fr: ({ link, code, minutes }) => ({
    subject: 'Connexion à Convene',
    text: [
      'Bonjour,',
      `Pour vous connecter à Convene, ouvrez cette page et appuyez sur le bouton :\n${link}`,
      `Ou saisissez ce code là où vous l’avez demandé : ${code}`,
      `Les deux servent une seule fois, pendant ${minutes} minutes.`,
      'Vous n’avez rien demandé ? Ne faites rien : sans ce message, personne ne peut se connecter.',
    ].join('\n\n'),
  }),
}

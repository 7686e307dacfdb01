import type { communities } from '@convene/protocol'

/** A mail that asks someone in, in the first language of the community. The last line is the link alone. */
export function invitationMail(
  community: Pick<communities.Community, 'name' | 'purpose' | 'languages'>,
  inviter: string,
  { expiresAt }: Pick<communities.Invitation, 'expiresAt'>,
  to: string,
  link: string,
): { to: string; subject: string; text: string } {
  const language = community.languages[0] ?? 'en'
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(expiresAt)
  const words = { en: english, fr: french }[language]({ name: community.name, inviter, until })
  const text = [words.opening, community.purpose.trim(), words.how, link].filter((part) => part !== '').join('\n\n')
  return { to, subject: words.subject, text: `${text}\n` }
}

interface Facts {
  readonly name: string
  readonly inviter: string
  readonly until: string
}

const english = ({ name, inviter, until }: Facts) => ({
  subject: `Invitation to ${name}`,
  opening: `${inviter} invites you to take part in ${name}.`,
  how: `Open this address to see what it is and to join. It works once, until ${until}.`,
})

const french = ({ name, inviter, until }: Facts) => ({
  subject: `Invitation : ${name}`,
  opening: `${inviter} vous invite à participer à ${name}.`,
  how: `Ouvrez cette adresse pour voir de quoi il s’agit et pour vous joindre. Elle sert une fois, jusqu’au ${until}.`,
})

/** Columns an import knows, by what they may be called in the first line, in English and French. */
export const memberColumns = {
  email: ['email', 'e-mail', 'mail', 'email address', 'courriel', 'adresse courriel', 'adresse électronique'],
  name: ['name', 'full name', 'nom', 'nom complet'],
  role: ['role', 'rôle'],
  title: ['title', 'job title', 'position', 'titre', 'fonction', 'poste'],
  worksFor: ['works for', 'organization', 'employer', 'travaille pour', 'organisme', 'organisation', 'employeur'],
  represents: ['represents', 'represented organization', 'représente', 'organisme représenté'],
} as const

export const organizationColumns = {
  name: ['name', 'organization', 'nom', 'organisme', 'organisation'],
  kind: ['kind', 'type', 'genre', 'catégorie'],
  area: ['area', 'region', 'région', 'secteur', 'territoire'],
  partOf: ['part of', 'belongs to', 'network', 'fait partie de', 'relève de', 'réseau'],
} as const

/** What roles may be called in a cell. */
export const roleWords = {
  owner: ['owner', 'administrator', 'propriétaire', 'administrateur', 'administratrice'],
  facilitator: ['facilitator', 'facilitateur', 'facilitatrice', 'animateur', 'animatrice'],
  member: ['member', 'membre'],
  observer: ['observer', 'observateur', 'observatrice'],
} as const

/** The key under which one of these words stands. Letter case, accents and punctuation do not count. */
export function keyOf<K extends string>(words: Readonly<Record<K, readonly string[]>>, said: string): K | undefined {
  const plain = plainWord(said)
  for (const key in words) if (words[key].some((word) => plainWord(word) === plain)) return key
  return undefined
}

const plainWord = (word: string): string =>
  word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

const HANDLE_MAX_CHARS = 40

/** A handle for an address from a community's name: `Réseau d'appui!` gives `reseau-d-appui`. */
export function handleFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, HANDLE_MAX_CHARS)
    .replace(/-+$/, '')
  return plain.length >= 3 ? plain : `community-${plain}`.replace(/-+$/, '')
}

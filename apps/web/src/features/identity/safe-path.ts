/** Only a path of this site: an address in a link must not lead elsewhere after signing in. */
export const safePath = (next: unknown): string => (typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : '/')

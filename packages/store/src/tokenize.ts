/**
 * The words of a text, in order, as search compares them: the one tokenizer behind every engine, so that a search
 * finds the same rows on each. Words are NFKC, without case, made of letters, marks and numbers only; marks are
 * stripped from Latin, Greek and Cyrillic (é = e) and kept elsewhere, where they are vowels (बैठक is not बोठक).
 * Repeated words are repeated.
 */
export function tokenize(text: string): string[] {
  if (ASCII.test(text)) return text.toLowerCase().match(ASCII_WORDS) ?? []
  const words: string[] = []
  for (const { segment } of segmenter.segment(fold(text))) words.push(...(segment.match(WORDS) ?? []))
  return words
}

/** Bump when `tokenize` answers differently for any text: engines then index their rows again at open. */
export const TOKENIZER_VERSION = 1

const segmenter = new Intl.Segmenter('und', { granularity: 'word' })
const ASCII = /^\p{ASCII}*$/u
const ASCII_WORDS = /[a-z0-9]+/g
// The segmenter keeps "l'école" and "example.com" whole; people look for "école" and "example".
const WORDS = /[\p{L}\p{M}\p{N}]+/gu
const MARKED = /([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{M}+/gu
// Joiners and soft hyphens: keyboards disagree about them, readers cannot see them.
const INVISIBLE = /\p{Cf}/gu

function fold(text: string): string {
  return (
    text
      .normalize('NFKC')
      .replace(INVISIBLE, '')
      // Upper case first: it unites what lower case alone keeps apart (ß and ss, dotless i, the two sigmas).
      .toUpperCase()
      .toLowerCase()
      .replaceAll('ς', 'σ')
      .normalize('NFD')
      .replace(MARKED, '$1')
      .normalize('NFC')
  )
}

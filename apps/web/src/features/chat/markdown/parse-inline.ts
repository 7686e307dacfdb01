/** A run of text within a line. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'strong' | 'emphasis' | 'deleted'; readonly children: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly children: readonly Inline[] }

/**
 * Emphasis, code and links of one line. Whatever is not clearly a mark stays as typed; the result is data, and only the
 * addresses that `safeHref` lets through become links.
 */
export function parseInline(text: string): Inline[] {
  const out: Inline[] = []
  let from = 0
  for (const match of text.matchAll(MARKS)) {
    const made = inlineOf(match)
    if (!made) continue
    if (match.index > from) out.push({ kind: 'text', text: text.slice(from, match.index) })
    out.push(made)
    from = match.index + lengthOf(match)
  }
  if (from < text.length) out.push({ kind: 'text', text: text.slice(from) })
  return out
}

/** Each mark is bounded by its own line and never nests into itself, so the pattern is linear in the text. */
const MARKS =
  /`(?<code>[^`]+)`|\*\*(?<strong>\S(?:[^*]*\S)?)\*\*|~~(?<deleted>\S(?:[^~]*\S)?)~~|(?<![\p{L}\p{N}*])\*(?<star>[^\s*](?:[^*]*[^\s*])?)\*(?![\p{L}\p{N}*])|(?<![\p{L}\p{N}_])_(?<under>[^\s_](?:[^_]*[^\s_])?)_(?![\p{L}\p{N}_])|\[(?<label>[^\]]{1,500})\]\((?<address>[^\s)]{1,2000})\)|(?<bare>https?:\/\/[^\s<>"]+)/gu

function inlineOf(match: RegExpMatchArray): Inline | undefined {
  const { code, strong, deleted, star, under, label, address, bare } = match.groups ?? {}
  if (code !== undefined) return { kind: 'code', text: code }
  if (strong !== undefined) return { kind: 'strong', children: parseInline(strong) }
  if (deleted !== undefined) return { kind: 'deleted', children: parseInline(deleted) }
  const emphasis = star ?? under
  if (emphasis !== undefined) return { kind: 'emphasis', children: parseInline(emphasis) }
  if (label !== undefined && address !== undefined) {
    const href = safeHref(address)
    return href === undefined ? undefined : { kind: 'link', href, children: [{ kind: 'text', text: label }] }
  }
  const text = withoutTail(bare ?? '')
  const href = safeHref(text)
  return href === undefined ? undefined : { kind: 'link', href, children: [{ kind: 'text', text }] }
}

/** A full stop or bracket after a bare address belongs to the sentence. */
const withoutTail = (bare: string): string => bare.replace(/[.,;:!?)\]'’»]+$/u, '')

const lengthOf = (match: RegExpMatchArray): number => withoutTail(match.groups?.bare ?? '').length || match[0].length

/** Only addresses that cannot run anything. */
function safeHref(address: string): string | undefined {
  return URL.canParse(address) && SAFE.has(new URL(address).protocol) ? address : undefined
}

const SAFE = new Set(['http:', 'https:', 'mailto:'])

import { type Inline, parseInline } from './parse-inline.ts'

export type Block =
  | { readonly kind: 'paragraph'; readonly lines: readonly (readonly Inline[])[] }
  | { readonly kind: 'quote'; readonly blocks: readonly Block[] }
  | { readonly kind: 'list'; readonly start: number | undefined; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string }

/** The Markdown subset of messages: paragraphs that keep their line breaks, quotes, lists and fenced code. */
export function parseBlocks(text: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  let at = 0
  while (at < lines.length) {
    const line = lines[at] ?? ''
    if (line.trim() === '') {
      at++
    } else if (FENCE.test(line)) {
      const end = lines.findIndex((other, index) => index > at && FENCE.test(other))
      const last = end < 0 ? lines.length : end
      blocks.push({ kind: 'code', text: lines.slice(at + 1, last).join('\n') })
      at = last + 1
    } else {
      const kind = kindOf(line)
      const end = runEnd(lines, at, kind)
      blocks.push(blockOf(kind, lines.slice(at, end)))
      at = end
    }
  }
  return blocks
}

type Kind = 'quote' | 'bullets' | 'numbers' | 'paragraph'

const FENCE = /^\s*```/
const QUOTE = /^\s*>\s?/
const BULLET = /^\s*[-*]\s+/
const NUMBER = /^\s*(\d{1,9})[.)]\s+/

function kindOf(line: string): Kind {
  if (QUOTE.test(line)) return 'quote'
  if (BULLET.test(line)) return 'bullets'
  return NUMBER.test(line) ? 'numbers' : 'paragraph'
}

function runEnd(lines: readonly string[], from: number, kind: Kind): number {
  const end = lines.findIndex(
    (line, at) => at > from && (line.trim() === '' || FENCE.test(line) || kindOf(line) !== kind),
  )
  return end < 0 ? lines.length : end
}

function blockOf(kind: Kind, lines: readonly string[]): Block {
  switch (kind) {
    case 'quote':
      return { kind, blocks: parseBlocks(lines.map((line) => line.replace(QUOTE, '')).join('\n')) }
    case 'bullets':
      return { kind: 'list', start: undefined, items: lines.map((line) => parseInline(line.replace(BULLET, ''))) }
    case 'numbers': {
      const start = Number(NUMBER.exec(lines[0] ?? '')?.[1] ?? 1)
      return { kind: 'list', start, items: lines.map((line) => parseInline(line.replace(NUMBER, ''))) }
    }
    case 'paragraph':
      return { kind, lines: lines.map(parseInline) }
  }
}

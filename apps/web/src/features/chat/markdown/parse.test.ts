import fc from 'fast-check'
import { type Block, parseBlocks } from './parse-blocks.ts'
import { type Inline, parseInline } from './parse-inline.ts'

const words = (part: Inline): string => ('text' in part ? part.text : part.children.map(words).join(''))
const shape = (parts: readonly Inline[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : `<${part.kind}>${words(part)}</>`)).join('')

test('MD1 marks are marked', () => {
  expect(shape(parseInline('a **b** *c* _d_ ~~e~~ `f*g*`'))).toBe(
    'a <strong>b</> <emphasis>c</> <emphasis>d</> <deleted>e</> <code>f*g*</>',
  )
})

test('MD1 marks in words, and marks without an end, are text', () => {
  for (const text of ['snake_case_name', '2*3*4', '**open', 'a * b * c', '`', '__', '5 ** 6 ** 7'])
    expect(shape(parseInline(text))).toBe(text)
})

test('MD2 addresses that could run something stay as typed', () => {
  for (const text of ['[x](javascript:alert(1))', '[x](data:text/html,hi)', '[x](vbscript:x)', '[x](/c/respite)'])
    expect(parseInline(text).some((part) => part.kind === 'link')).toBe(false)
  expect(parseInline('[us](https://a.example/b?c=d)')).toEqual([
    { kind: 'link', href: 'https://a.example/b?c=d', children: [{ kind: 'text', text: 'us' }] },
  ])
  expect(parseInline('[mail](mailto:a@b.example)')[0]?.kind).toBe('link')
})

test('MD3 a bare address ends before the punctuation of its sentence', () => {
  expect(shape(parseInline('see https://a.example/b_c_d, or (https://b.example).'))).toBe(
    'see <link>https://a.example/b_c_d</>, or (<link>https://b.example</>).',
  )
})

test('MD4 lists, quotes and code are blocks', () => {
  const blocks = parseBlocks('hello\nthere\n- a\n- b\n\n3. c\n4. d\n> q\n> - r\n```\nx = *1*\n```\nend')
  expect(blocks.map((block) => block.kind)).toEqual(['paragraph', 'list', 'list', 'quote', 'code', 'paragraph'])
  expect(blocks[2]).toMatchObject({ start: 3 })
  expect(blocks[4]).toEqual({ kind: 'code', text: 'x = *1*' })
})

test('MD4 a fence without an end is code to the end', () => {
  expect(parseBlocks('```\na\n\nb')).toEqual([{ kind: 'code', text: 'a\n\nb' }])
})

test('MD5 every word that was written is shown, or is the address of a link', () => {
  const piece = fc.constantFrom(
    'a',
    'b',
    ' ',
    '\n',
    '*',
    '**',
    '_',
    '`',
    '~~',
    '[x](',
    'https://c.example',
    ')',
    '- ',
    '> ',
    '1. ',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('')
      expect(letters(parseBlocks(text).map(blockWords).join(' '))).toBe(letters(text.replaceAll(/^\s*```.*$/gm, '')))
    }),
    { numRuns: 1000 },
  )
})

const letters = (text: string) => text.replaceAll(/[^a-z]/g, '')

/** What is shown, and the addresses behind words. */
function said(part: Inline): string {
  if ('text' in part) return part.text
  const shown = part.children.map(said).join('')
  return part.kind === 'link' && letters(shown) !== letters(part.href) ? `${shown} ${part.href}` : shown
}

function blockWords(block: Block): string {
  switch (block.kind) {
    case 'code':
      return block.text
    case 'quote':
      return block.blocks.map(blockWords).join(' ')
    case 'list':
      return block.items.map((item) => item.map(said).join('')).join(' ')
    case 'paragraph':
      return block.lines.map((line) => line.map(said).join('')).join(' ')
  }
}

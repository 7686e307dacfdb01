import { Fragment, memo, type ReactNode } from 'react'
import styles from './markdown.module.css'
import { type Block, parseBlocks } from './parse-blocks.ts'
import type { Inline } from './parse-inline.ts'

/** A message's text. Made of elements only: nothing a person wrote is ever read as HTML. */
export const Markdown = memo(function Markdown({ text }: { readonly text: string }) {
  return (
    <div className={styles.text} dir="auto">
      {parseBlocks(text).map(block)}
    </div>
  )
})

// What a message says never changes in place, so the position is the identity.
function block(part: Block, at: number): ReactNode {
  switch (part.kind) {
    case 'paragraph':
      return (
        <p key={at}>
          {part.lines.map((line, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <Fragment key={row}>
              {row > 0 && <br />}
              {line.map(inline)}
            </Fragment>
          ))}
        </p>
      )
    case 'quote':
      return <blockquote key={at}>{part.blocks.map(block)}</blockquote>
    case 'code':
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: wide code scrolls, by keyboard too
        <pre key={at} tabIndex={0}>
          <code>{part.text}</code>
        </pre>
      )
    case 'list': {
      const items = part.items.map((item, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={row}>{item.map(inline)}</li>
      ))
      return part.start === undefined ? (
        <ul key={at}>{items}</ul>
      ) : (
        <ol key={at} start={part.start}>
          {items}
        </ol>
      )
    }
  }
}

function inline(part: Inline, at: number): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'code':
      return <code key={at}>{part.text}</code>
    case 'strong':
      return <strong key={at}>{part.children.map(inline)}</strong>
    case 'emphasis':
      return <em key={at}>{part.children.map(inline)}</em>
    case 'deleted':
      return <del key={at}>{part.children.map(inline)}</del>
    case 'link':
      return (
        <a key={at} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.children.map(inline)}
        </a>
      )
  }
}

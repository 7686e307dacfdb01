import { IconLink } from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import { useEditorState } from '@tiptap/react'
import { type KeyboardEvent, useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { formats } from './formats.ts'
import { LinkForm } from './link-form.tsx'

/**
 * The formats of one section. Its row is always there and shows while its section is in use, so that nothing moves. One stop
 * of the Tab key; arrows move within (ARIA toolbar pattern).
 */
export function SectionToolbar({ editor, label }: { readonly editor: Editor; readonly label: string }) {
  const t = useT()
  const [linking, setLinking] = useState(false)
  const on = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      formats: formats.flat().map((format) => format.isOn?.(now) ?? false),
      link: now.isActive('link'),
    }),
  })
  if (linking) return <LinkForm editor={editor} onDone={() => setLinking(false)} />
  const flat = formats.flat()
  return (
    <div role="toolbar" aria-label={label} className="notes-toolbar" onKeyDown={moveFocus}>
      {formats.map((group) => (
        <span key={group[0]?.label} className="notes-toolbar-group">
          {group.map((format) => {
            const { label: name, icon: Icon, isOn, run } = format
            const at = flat.indexOf(format)
            return (
              <button
                key={name}
                type="button"
                tabIndex={at === 0 ? 0 : -1}
                aria-label={t(name)}
                title={t(name)}
                aria-pressed={isOn && on.formats[at]}
                onClick={() => run(editor)}
              >
                <Icon size={18} stroke={1.6} aria-hidden />
              </button>
            )
          })}
        </span>
      ))}
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('notes.link')}
        title={t('notes.link')}
        aria-pressed={on.link}
        onClick={() => setLinking(true)}
      >
        <IconLink size={18} stroke={1.6} aria-hidden />
      </button>
    </div>
  )
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const buttons = [...event.currentTarget.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button.matches(':focus'))
  event.preventDefault()
  buttons.at((at + step) % buttons.length)?.focus()
}

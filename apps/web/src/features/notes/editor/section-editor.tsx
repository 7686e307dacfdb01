import { EditorContent, useEditor } from '@tiptap/react'
import { useEffect } from 'react'
import { useT } from '../../../i18n/index.ts'
import type { NotesConnection } from '../open-notes.ts'
import { extensions } from './extensions.ts'
import { SectionToolbar } from './section-toolbar.tsx'

interface Props {
  readonly notes: NotesConnection
  readonly sectionId: string
  /** Name of the section, for those who hear the page. */
  readonly label: string
  readonly mayWrite: boolean
  readonly person: { readonly id: string; readonly name: string; readonly color: string }
}

/** One section's editor, bound to its fragment of the shared document. Readers get the same view without a caret of their own. */
export function SectionEditor({ notes, sectionId, label, mayWrite, person }: Props) {
  const t = useT()
  const editor = useEditor(
    {
      editable: mayWrite,
      immediatelyRender: true,
      shouldRerenderOnTransaction: false,
      extensions: extensions({
        id: sectionId,
        doc: notes.doc,
        awareness: notes.awareness,
        undoManager: notes.undoOf(sectionId),
        person,
        placeholder: mayWrite ? t('notes.placeholder') : t('notes.nothingYet'),
      }),
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': t('notes.textOf', { section: label }),
          'aria-readonly': String(!mayWrite),
          tabindex: '0',
          dir: 'auto',
        },
      },
      onFocus: () => mayWrite && notes.writeIn(sectionId),
      onBlur: () => mayWrite && notes.writeIn(undefined),
    },
    [notes, sectionId, mayWrite, t],
  )
  useEffect(() => () => notes.writeIn(undefined), [notes])
  return (
    <div className="notes-editor">
      <EditorContent editor={editor} />
      {mayWrite && <SectionToolbar editor={editor} label={t('notes.formatting', { section: label })} />}
    </div>
  )
}

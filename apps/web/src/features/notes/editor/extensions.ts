import type { Extensions } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { CollaborationCaret } from '@tiptap/extension-collaboration-caret'
import { Placeholder } from '@tiptap/extension-placeholder'
import { StarterKit } from '@tiptap/starter-kit'
import type { Awareness } from 'y-protocols/awareness'
import type { Doc, UndoManager } from 'yjs'
import { caret } from './caret.ts'
import { caretFirst } from './caret-first.ts'

/** What one section's editor knows. Any node or mark added here raises `NOTES_SCHEMA_VERSION`. */
export function extensions(section: {
  readonly id: string
  readonly doc: Doc
  readonly awareness: Awareness
  readonly undoManager: UndoManager
  readonly person: { readonly id: string; readonly name: string; readonly color: string }
  readonly placeholder: string
}): Extensions {
  return [
    StarterKit.configure({
      undoRedo: false,
      // Two pages that open an empty section would each add a last paragraph.
      trailingNode: false,
      heading: { levels: [3, 4] },
      link: { openOnClick: false, protocols: ['http', 'https', 'mailto'], defaultProtocol: 'https' },
    }),
    caretFirst(section.doc),
    Collaboration.configure({
      document: section.doc,
      field: `sec:${section.id}`,
      yUndoOptions: { undoManager: section.undoManager },
    }),
    CollaborationCaret.configure({ provider: { awareness: section.awareness }, user: section.person, render: caret }),
    Placeholder.configure({ placeholder: section.placeholder }),
  ]
}

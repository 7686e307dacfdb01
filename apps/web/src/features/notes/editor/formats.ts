import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconHeading,
  IconItalic,
  IconList,
  IconListNumbers,
  IconStrikethrough,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Editor } from '@tiptap/core'
import type { Key } from '../../../i18n/index.ts'

export interface Format {
  readonly label: Key
  readonly icon: TablerIcon
  /** Whether the text at the caret has it; absent for acts that are not a state. */
  readonly isOn?: (editor: Editor) => boolean
  readonly run: (editor: Editor) => boolean
}

/** The few formats that minutes need, in groups. */
export const formats: readonly (readonly Format[])[] = [
  [
    {
      label: 'notes.bold',
      icon: IconBold,
      isOn: (editor) => editor.isActive('bold'),
      run: (editor) => editor.chain().focus().toggleBold().run(),
    },
    {
      label: 'notes.italic',
      icon: IconItalic,
      isOn: (editor) => editor.isActive('italic'),
      run: (editor) => editor.chain().focus().toggleItalic().run(),
    },
    {
      label: 'notes.strike',
      icon: IconStrikethrough,
      isOn: (editor) => editor.isActive('strike'),
      run: (editor) => editor.chain().focus().toggleStrike().run(),
    },
  ],
  [
    {
      label: 'notes.heading',
      icon: IconHeading,
      isOn: (editor) => editor.isActive('heading'),
      run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
    },
    {
      label: 'notes.bullets',
      icon: IconList,
      isOn: (editor) => editor.isActive('bulletList'),
      run: (editor) => editor.chain().focus().toggleBulletList().run(),
    },
    {
      label: 'notes.numbers',
      icon: IconListNumbers,
      isOn: (editor) => editor.isActive('orderedList'),
      run: (editor) => editor.chain().focus().toggleOrderedList().run(),
    },
    {
      label: 'notes.quote',
      icon: IconBlockquote,
      isOn: (editor) => editor.isActive('blockquote'),
      run: (editor) => editor.chain().focus().toggleBlockquote().run(),
    },
  ],
  [
    { label: 'notes.undo', icon: IconArrowBackUp, run: (editor) => editor.chain().focus().undo().run() },
    { label: 'notes.redo', icon: IconArrowForwardUp, run: (editor) => editor.chain().focus().redo().run() },
  ],
]

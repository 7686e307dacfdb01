/** @jest-environment jsdom */
import { Editor } from '@tiptap/core'
import { Collaboration } from '@tiptap/extension-collaboration'
import { StarterKit } from '@tiptap/starter-kit'
import { applyUpdate, Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs'
import { caretFirst } from './caret-first.ts'

test('CF1 words of another that come right after a click leave the caret where it was put', () => {
  const doc = new Doc()
  const other = new Doc()
  const paragraphs = ['One:', 'Two:'].map((words) => {
    const paragraph = new XmlElement('paragraph')
    paragraph.insert(0, [new XmlText(words)])
    return paragraph
  })
  other.getXmlFragment('sec:a').insert(0, paragraphs)
  applyUpdate(doc, encodeStateAsUpdate(other))
  const place = document.body.appendChild(document.createElement('div'))
  const editor = new Editor({
    element: place,
    // Nothing has a place on the screen here.
    editorProps: { handleScrollToSelection: () => true },
    extensions: [
      StarterKit.configure({ undoRedo: false, trailingNode: false }),
      caretFirst(doc),
      Collaboration.configure({ document: doc, field: 'sec:a' }),
    ],
  })
  editor.view.dom.focus()
  editor.commands.setTextSelection(1)

  const words = editor.view.dom.querySelectorAll('p')[1]?.firstChild
  document.getSelection()?.collapse(words ?? null, 4)
  const first = other.getXmlFragment('sec:a').get(0)
  if (first instanceof XmlElement) first.insert(1, [new XmlText(' more')])
  applyUpdate(doc, encodeStateAsUpdate(other))

  expect(editor.getText()).toBe('One: more\n\nTwo:')
  expect(editor.state.selection.$head.parent.textContent).toBe('Two:')
  expect(editor.state.selection.$head.parentOffset).toBe(4)
  editor.destroy()
})

import { ySyncPluginKey } from '@tiptap/y-tiptap'
import { Doc, XmlElement, XmlText } from 'yjs'
import { sectionUndo } from './section-undo.ts'

test('UN1 one history a section, however often it is asked for, undoing only that section', () => {
  const doc = new Doc()
  const undo = sectionUndo(doc)
  const write = (section: string, text: string) =>
    doc.transact(() => {
      const paragraph = new XmlElement('paragraph')
      paragraph.insert(0, [new XmlText(text)])
      doc.getXmlFragment(`sec:${section}`).push([paragraph])
    }, ySyncPluginKey)
  undo.of('a')
  undo.of('b')
  write('a', 'one')
  write('b', 'two')
  expect(undo.of('a').undoStack).toHaveLength(1)
  undo.of('a').undo()
  expect(doc.getXmlFragment('sec:a').toString()).not.toContain('one')
  expect(doc.getXmlFragment('sec:b').toString()).toContain('two')
  undo.close()
})

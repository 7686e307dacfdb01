import type { Random } from '@convene/testkit'
import * as Y from 'yjs'

/** One small change to a document: text, paragraphs, a map or a list. */
export function randomEdit(doc: Y.Doc, random: Random): void {
  doc.transact(() => edits[random.int(edits.length)]?.(doc, random))
}

const edits: readonly ((doc: Y.Doc, random: Random) => void)[] = [
  (doc, random) => insertText(doc.getText('scratch'), random),
  (doc, random) => insertText(doc.getText('scratch'), random),
  (doc, random) => deleteSome(doc.getText('scratch'), random),
  (doc, random) => {
    const fragment = doc.getXmlFragment('sec:a')
    const paragraph = new Y.XmlElement('paragraph')
    fragment.insert(random.int(fragment.length + 1), [paragraph])
    paragraph.push([new Y.XmlText('words')])
  },
  (doc, random) => deleteSome(doc.getXmlFragment('sec:a'), random),
  (doc, random) => doc.getMap('map').set(random.pick(['a', 'b', 'c']), random.int(100)),
  (doc, random) => {
    const list = doc.getArray('list')
    list.insert(random.int(list.length + 1), [random.int(100), { deep: ['x'] }])
  },
  (doc, random) => deleteSome(doc.getArray('list'), random),
]

function insertText(text: Y.Text, random: Random): void {
  text.insert(random.int(text.length + 1), random.pick(['a', 'word ', 'नमस्ते', '🎉']))
}

function deleteSome(type: { length: number; delete(index: number, length: number): void }, random: Random): void {
  if (type.length === 0) return
  const at = random.int(type.length)
  type.delete(at, Math.min(type.length - at, 1 + random.int(5)))
}

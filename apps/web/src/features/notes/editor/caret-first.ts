import { Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'
import type { Doc } from 'yjs'

/**
 * Keeps the caret where the person just put it. The browser tells of a moved caret a moment later (`selectionchange` is a task
 * of its own); another person's text that comes in between would put the caret back to where it was before the click, and
 * the next words would land there. So the editor reads the caret before any change to the document.
 */
export const caretFirst = (doc: Doc) =>
  Extension.create({
    name: 'caretFirst',
    // Before the binding to the document (1000), which notes the caret at the same moment.
    priority: 2_000,
    addProseMirrorPlugins: () => [
      new Plugin({
        view(view) {
          const read = () => {
            if (view.hasFocus()) view.dom.ownerDocument.dispatchEvent(new Event('selectionchange'))
          }
          doc.on('beforeAllTransactions', read)
          return { destroy: () => doc.off('beforeAllTransactions', read) }
        },
      }),
    ],
  })

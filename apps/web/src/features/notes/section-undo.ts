import { defaultDeleteFilter, defaultProtectedNodes, ySyncPluginKey } from '@tiptap/y-tiptap'
import { type Doc, UndoManager } from 'yjs'

/**
 * The undo histories of a document's sections. An editor that scrolls out of view is unmounted, and an `UndoManager` of its
 * own would go with it, so they live beside the document and are lent to editors. Set up as y-tiptap sets up its own.
 */
export function sectionUndo(doc: Doc): { of(sectionId: string): UndoManager; close(): void } {
  const managers = new Map<string, UndoManager>()
  return {
    of(sectionId) {
      const known = managers.get(sectionId)
      if (known) return known
      const made = new UndoManager(doc.getXmlFragment(`sec:${sectionId}`), {
        trackedOrigins: new Set([ySyncPluginKey]),
        captureTransaction: (transaction) => transaction.meta.get('addToHistory') !== false,
        deleteFilter: (item) => defaultDeleteFilter(item, defaultProtectedNodes),
      })
      managers.set(sectionId, made)
      return made
    },
    close() {
      for (const manager of managers.values()) manager.destroy()
      managers.clear()
    },
  }
}

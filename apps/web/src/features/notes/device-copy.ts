import { IndexeddbPersistence } from 'y-indexeddb'
import type { Doc } from 'yjs'
import { deviceCopyName } from './device-copy-name.ts'

/** What this device keeps of a document, so that it can be read and written offline and nothing is lost with the page. */
export interface DeviceCopy {
  /** The transaction origin of what it loads: such updates are not new edits. */
  readonly origin: unknown
  /** Resolves with the number of edits that an earlier page left unsaved, once everything kept is in the document. */
  readonly loaded: Promise<number>
  keepUnsaved(count: number): void
  close(): void
}

export function deviceCopy(doc: Doc, docName: string, personId: string): DeviceCopy {
  const persistence = new IndexeddbPersistence(deviceCopyName(personId, docName), doc)
  return {
    origin: persistence,
    loaded: persistence.whenSynced.then(async () => {
      const kept: unknown = await persistence.get(UNSAVED_KEY)
      return typeof kept === 'number' ? kept : 0
    }),
    keepUnsaved(count) {
      if (persistence.synced) void persistence.set(UNSAVED_KEY, count)
    },
    close: () => void persistence.destroy(),
  }
}

const UNSAVED_KEY = 'unsaved'

import type { Tx } from '@convene/store'
import * as Y from 'yjs'
import { notesDocuments } from './tables.ts'

/** Yjs draws client ids at random from 32 bits; every document's first is this one, so that seeding twice is the same. */
const SEED_CLIENT = 1

/**
 * Creates a document in the transaction that creates what it belongs to. Each fragment gets one empty paragraph: in an
 * empty one, the first two typists would make a paragraph each. Clients never do this.
 * @param fragments names of top-level XML fragments, such as `sec:opening`
 * @throws UniqueViolation when the document exists
 */
export async function seedDocument(tx: Tx, docName: string, fragments: readonly string[]): Promise<void> {
  const doc = new Y.Doc()
  doc.clientID = SEED_CLIENT
  doc.transact(() => {
    for (const name of fragments) doc.getXmlFragment(name).push([new Y.XmlElement('paragraph')])
  })
  const snapshot = new Uint8Array(Y.encodeStateAsUpdate(doc))
  doc.destroy()
  await tx.insert(notesDocuments, { id: docName, throughSeq: 0, snapshot, authors: { [SEED_CLIENT]: '' } })
}

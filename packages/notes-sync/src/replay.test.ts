import { tempFolder } from '@convene/testkit'
import * as Y from 'yjs'
import { openClient } from './testing/open-client.ts'
import { recordedSession } from './testing/recorded-session.ts'
import { startNotes } from './testing/start-notes.ts'
import { Typist } from './testing/typist.ts'

test('NS40 a recorded session of two authors ends as recorded for both, for one who comes late, and after a restart in the middle', async () => {
  await using folder = await tempFolder()
  const { authors, endContent } = await recordedSession()
  let server = await startNotes({ folder: folder.path })
  const { url, port } = server
  const first = new Typist(openClient(url, 'doc', 'ana'), 11, authors[0])
  const second = new Typist(openClient(url, 'doc', 'ben'), 12, authors[1])
  const play = (until?: number) => Promise.all([first.play(second, until), second.play(first)])

  const everything = play()
  await second.client.until(() => second.typed > authors[1].length / 2)
  await server.close()
  server = await startNotes({ folder: folder.path, port })
  await everything
  const ended = (doc: Y.Doc) => doc.getText('scratch').toString() === endContent
  await Promise.all([first.client.until(ended), second.client.until(ended)])
  await Promise.all([first.client.saved(), second.client.saved()])

  const late = openClient(url, 'doc', 'late')
  await late.until(ended)
  const { update } = await server.notes.read('doc')
  const stored = new Y.Doc()
  Y.applyUpdate(stored, update)
  expect(stored.getText('scratch').toString()).toBe(endContent)
  for (const client of [first.client, second.client, late]) client.destroy()
  expect(server.notes.stats().dropped).toMatchObject({ forgedClaim: 0, laggedUpdate: 0 })
  await server.close()
  expect(server.logged).toEqual([])
}, 90_000)

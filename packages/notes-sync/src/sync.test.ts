import { tempFolder } from '@convene/testkit'
import * as Y from 'yjs'
import { openClient } from './testing/open-client.ts'
import { startNotes } from './testing/start-notes.ts'

test('NS10 two stock providers see each other type, and a third who comes late sees both', async () => {
  await using folder = await tempFolder()
  const server = await startNotes({ folder: folder.path })
  const ana = openClient(server.url, 'doc', 'ana')
  const ben = openClient(server.url, 'doc', 'ben')
  await Promise.all([ana.synced(), ben.synced()])
  ana.text.insert(0, 'hello')
  await ben.until(() => ben.text.toString() === 'hello')
  ben.text.insert(5, ' there')
  await ana.until(() => ana.text.toString() === 'hello there')
  await Promise.all([ana.saved(), ben.saved()])
  const late = openClient(server.url, 'doc', 'late')
  await late.until(() => late.text.toString() === 'hello there')
  for (const client of [ana, ben, late]) client.destroy()
  await server.close()
  expect(server.logged).toEqual([])
  expect(Y.encodeStateVector(late.doc)).toEqual(Y.encodeStateVector(ana.doc))
})

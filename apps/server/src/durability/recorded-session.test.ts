import { freePort, tempFolder } from '@convene/testkit'
import { type ChildServer, childServer } from '../testing/child-server.ts'
import { openNotes } from '../testing/notes-client.ts'
import { replaySession } from '../testing/replay-session.ts'
import { openScene } from './testing/scene.ts'

let server: ChildServer | undefined
const opened: (() => void)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) close()
  await server?.kill()
})

test('DU7 a recorded session ends as recorded for both authors, for one who comes late, and over kills in the middle and after', async () => {
  await using folder = await tempFolder()
  const port = await freePort()
  const start = () => {
    server = childServer({ port, data: folder.path })
    return server.ready
  }
  const kill = () => server?.kill()
  const url = await start()
  const { docName, tokens } = await openScene(url)
  const [first = '', second = '', third = ''] = tokens
  const replay = await replaySession(
    [
      { url, token: first },
      { url, token: second },
    ],
    docName,
  )
  opened.push(replay.close)
  const comesLate = async () => {
    const late = openNotes(url, docName, third)
    opened.push(late.destroy)
    await replay.endsIn(late)
  }

  const playing = replay.play()
  await replay.halfway()
  await kill()
  await start()
  await playing
  await replay.ended()
  await comesLate()

  // Now only the server has it: nobody who wrote comes back.
  for (const close of opened.splice(0)) close()
  await kill()
  await start()
  await comesLate()
}, 90_000)

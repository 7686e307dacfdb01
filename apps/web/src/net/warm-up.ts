import { communities, type StreamName, streamName, streamOf } from '@convene/protocol'
import type { Client } from './client.ts'
import { until } from './until.ts'

/** Long enough for the page to come and follow for itself, on a slow line. */
const HOLD_MS = 60_000

const IN_COMMUNITY = /^\/c\/([^/]+)(?:\/(channel|meeting)s\/([^/]+))?/

/** Follows the person's own stream, and what the address names, before the page is there to ask for it: each question on its own would cost a round trip. */
export function warmUp(client: Client, path: string): void {
  const [, handle, kind, id] = IN_COMMUNITY.exec(path) ?? []
  const hold = (name: StreamName) => {
    client.retain(name)
    client.after(HOLD_MS, () => client.release(name))
  }
  void until(client.session, ({ state }) => state === 'signed-in').then(() => {
    const session = client.session.get()
    if (session.state === 'signed-in') hold(streamOf('member', session.personId))
  })
  const { data: stream } = streamName.safeParse(`${kind}/${id}`)
  if (stream) hold(stream)
  if (handle)
    client.call(communities.resolve, { handle }).then(
      ({ community }) => hold(streamOf('community', community.id)),
      // The page asks again, and says what is wrong.
      () => {},
    )
}

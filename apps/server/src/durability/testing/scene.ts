import { z } from 'zod'
import { connect, tokenFor } from '../../testing/client.ts'
import { communityNamed } from '../../testing/places.ts'

/** Where the people of a run write: two channels and the first meeting's notes of an example community. */
export interface Scene {
  /** Of members who may post in the channels and edit the notes. */
  readonly tokens: readonly string[]
  readonly channelIds: readonly string[]
  readonly docName: string
}

export async function openScene(url: string): Promise<Scene> {
  const tokens = await Promise.all(
    ['coordinator', 'partner', 'ministry'].map(async (name) => (await tokenFor(url, name)).token),
  )
  const client = await connect(url, { token: tokens[0] ?? '' })
  try {
    const place = await communityNamed(client, 'respite')
    const open = place.channels.filter(({ meetingId }) => meetingId === undefined).slice(0, 2)
    const { snapshot } = await client.follow(`meeting/${place.meetings[0]?.id}`)
    const { docName } = meetingSlice.parse(snapshot).meeting.notes
    return { tokens, channelIds: open.map(({ id }) => id), docName }
  } finally {
    client.close()
  }
}

const meetingSlice = z.object({ meeting: z.object({ notes: z.object({ docName: z.string() }) }) })

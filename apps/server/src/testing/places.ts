import { z } from 'zod'
import type { TestClient } from './client.ts'

/** A community with what tests need of it. */
export interface Place {
  readonly id: string
  readonly channels: { id: string; name: string; meetingId?: string | undefined }[]
  readonly meetings: { id: string; title: string; channelId: string }[]
}

const mine = z.object({ communities: z.array(z.object({ id: z.string(), handle: z.string() })) })
const snapshot = z.object({
  channels: z.array(z.object({ id: z.string(), name: z.string(), meetingId: z.string().optional() })),
  meetings: z.array(z.object({ id: z.string(), title: z.string(), channelId: z.string() })),
})

/** Finds one of the caller's communities by its handle, and reads its stream. */
export async function communityNamed(client: TestClient, handle: string): Promise<Place> {
  const { communities } = mine.parse(await client.call('communities.mine'))
  const found = communities.find((one) => one.handle === handle)
  if (!found) throw new Error(`not a member of ${handle}`)
  const followed = await client.follow(`community/${found.id}`)
  return { id: found.id, ...snapshot.parse(followed.snapshot) }
}

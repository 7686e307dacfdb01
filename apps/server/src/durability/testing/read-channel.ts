import { z } from 'zod'
import { connect } from '../../testing/client.ts'
import type { Scene } from './scene.ts'

export interface StoredMessage {
  readonly id: string
  readonly seq: number
  readonly text: string
}

/** A channel's messages after this seq, oldest first, and its seq. */
export async function readChannel(
  url: string,
  token: string,
  channelId: string,
  after: number,
): Promise<{ seq: number; messages: StoredMessage[] }> {
  const client = await connect(url, { token })
  const messages: StoredMessage[] = []
  try {
    for (;;) {
      const last = messages.at(-1)?.seq ?? after
      const page = history.parse(await client.call('chat.history', { channelId, after: last, limit: PAGE }))
      messages.push(...page.messages)
      if (page.messages.length < PAGE) return { seq: page.seq, messages }
    }
  } finally {
    client.close()
  }
}

/** The present seq of each of the scene's channels. */
export async function heads(url: string, { tokens, channelIds }: Scene): Promise<ReadonlyMap<string, number>> {
  const token = tokens[0] ?? ''
  const far = Number.MAX_SAFE_INTEGER - 1
  return new Map(
    await Promise.all(
      channelIds.map(async (id): Promise<[string, number]> => [id, (await readChannel(url, token, id, far)).seq]),
    ),
  )
}

const PAGE = 200
const history = z.object({
  seq: z.number(),
  messages: z.array(z.object({ id: z.string(), seq: z.number(), text: z.string() })),
})

import { chat, type StreamName, streamOf } from '@convene/protocol'
import { useEffect, useMemo, useState } from 'react'
import { useClient, useHeads, useMe, useSlice } from '../../net/index.ts'

/** Unread messages by channel id; at most `chat.UNREAD_CAP` each. Counted by the server, asked again when a channel or a mark moves. */
export function useUnread(communityId: string, channels: readonly chat.Channel[]): Readonly<Record<string, number>> {
  const client = useClient()
  const me = useMe()
  const streams = useMemo(() => channels.map((one): StreamName => streamOf('channel', one.id)), [channels])
  const heads = useHeads(streams)
  const marks = useSlice(me && streamOf('member', me.id), chat.marksSlice)
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({})
  // biome-ignore lint/correctness/useExhaustiveDependencies: a head or a mark that moved is the reason to ask
  useEffect(() => {
    let over = false
    const cancel = client.after(SETTLE_MS, () => {
      client.call(chat.unread, { communityId }).then(
        (answer) => over || setCounts(answer.counts),
        () => {
          // Badges keep what they show; the next change asks again.
        },
      )
    })
    return () => {
      over = true
      cancel()
    }
  }, [client, communityId, heads, marks])
  return counts
}

/** Changes within this time are asked for once. */
const SETTLE_MS = 250

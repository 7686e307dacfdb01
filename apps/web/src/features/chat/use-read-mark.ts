import { chat, streamOf } from '@convene/protocol'
import { useDocumentVisibility } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useClient, useMe, useSlice } from '../../net/index.ts'

/** How far this person has read the channel: a seq, 0 for not at all, `undefined` while unknown. */
export function useReadMark(channelId: string): number | undefined {
  const me = useMe()
  const marks = useSlice(me && streamOf('member', me.id), chat.marksSlice)
  return marks && (marks[channelId] ?? 0)
}

/**
 * The mark as it was when the channel was opened, for the divider that must not move while one reads; `undefined` while
 * unknown.
 */
export function useMarkAtOpening(mark: number | undefined): number | undefined {
  const [atOpening, setAtOpening] = useState(mark)
  if (atOpening === undefined && mark !== undefined) setAtOpening(mark)
  return atOpening
}

/** Marks the channel read up to `seenTo`, once that has been on a visible page for a moment. */
export function useMarkRead(channelId: string, mark: number | undefined, seenTo: number | undefined): void {
  const client = useClient()
  const visible = useDocumentVisibility() === 'visible'
  useEffect(() => {
    if (!visible || mark === undefined || seenTo === undefined || seenTo <= mark) return
    return client.after(SEEN_AFTER_MS, () => {
      client.call(chat.markRead, { channelId, seq: seenTo }).catch(() => {
        // Reading on, here or on another device, marks it again.
      })
    })
  }, [client, channelId, visible, mark, seenTo])
}

const SEEN_AFTER_MS = 400

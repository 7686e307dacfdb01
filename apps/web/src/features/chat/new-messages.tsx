import { chat, streamOf } from '@convene/protocol'
import { useEffect, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { useClient, useEvents, useMe } from '../../net/index.ts'

/** Tells new messages of others to assistive tech, politely: one by its words, a burst by its number. */
export function NewMessages({ channelId }: { readonly channelId: string }) {
  const t = useT()
  const me = useMe()
  const client = useClient()
  const [burst, setBurst] = useState<readonly chat.Message[]>([])
  const [told, setTold] = useState('')
  useEvents(streamOf('channel', channelId), (events) => {
    const news = events.flatMap((event): chat.Message[] => {
      if (event.type !== chat.posted.type || event.by === me?.id) return []
      const { data } = chat.posted.data.safeParse(event.data)
      return data ? [data.message] : []
    })
    if (news.length > 0) setBurst((before) => [...before, ...news])
  })
  useEffect(() => {
    const [first] = burst
    if (!first) return
    return client.after(GATHER_MS, () => {
      const words = { name: first.authorName, text: first.text.slice(0, SPOKEN_MAX) }
      setTold(burst.length === 1 ? t('chat.saidBy', words) : t('chat.newMessages', { count: burst.length }))
      setBurst([])
    })
  }, [client, burst, t])
  return (
    <div className="only-spoken" aria-live="polite">
      {told}
    </div>
  )
}

const GATHER_MS = 1_000
const SPOKEN_MAX = 300

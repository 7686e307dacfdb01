import { leads, may } from '@convene/domain'
import type { chat } from '@convene/protocol'
import { useCallback, useMemo, useState } from 'react'
import { useFormat, useT } from '../../i18n/index.ts'
import { useMe } from '../../net/index.ts'
import { Empty, Waiting } from '../../ui/index.ts'
import { useCommunity } from '../communities/index.ts'
import closed from './composer.module.css'
import styles from './conversation.module.css'
import { LazyComposer } from './lazy-composer.tsx'
import { MessageList } from './message-list.tsx'
import type { RowActions } from './message-row.tsx'
import { NewMessages } from './new-messages.tsx'
import { type Row, rowsOf } from './rows.ts'
import { TypingLine } from './typing-line.tsx'
import { useDraft } from './use-draft.ts'
import { useMessageWindow } from './use-message-window.ts'
import { useOutbox, useOutgoing } from './use-outbox.ts'
import { useMarkAtOpening, useMarkRead, useReadMark } from './use-read-mark.ts'
import { useTyping } from './use-typing.ts'

interface Props {
  readonly channel: chat.Channel
  /** `talk` stands beside a meeting's notes: no titles. */
  readonly kind: 'channel' | 'talk'
}

/** Everything said in one channel, and the place to say more. Mount it once a channel (`key={channel.id}`). */
export function Conversation({ channel, kind }: Props) {
  const t = useT()
  const { date } = useFormat()
  const me = useMe()
  const outbox = useOutbox()
  const draft = useDraft(channel.id)
  const held = useMessageWindow(channel.id)
  const outgoing = useOutgoing(channel.id)
  const typing = useTyping(channel.id)
  const mark = useReadMark(channel.id)
  const opened = useMarkAtOpening(mark)
  const [seen, setSeen] = useState<number>()
  const [root, setRoot] = useState<Row>()
  useMarkRead(channel.id, mark, seen)
  const refusal = useRefusal(channel)

  const { window } = held
  const first = window?.messages[0]?.seq
  const unreadBefore =
    window?.hasOlder && opened !== undefined && first !== undefined && opened + 1 < first ? opened + 1 : undefined
  const dividedAt = unreadBefore === undefined ? opened : undefined
  const rows = useMemo(
    () =>
      window && me
        ? rowsOf({ messages: window.messages, outgoing, self: me, mark: dividedAt, dayOf: (at) => date(at) })
        : undefined,
    [window, outgoing, me, dividedAt, date],
  )
  const mayPost = refusal === undefined
  const actions = useMemo(
    (): RowActions => ({
      retry: (key) => outbox?.retry(key),
      discard: (key) => outbox?.discard(key),
      answer: mayPost ? setRoot : undefined,
    }),
    [outbox, mayPost],
  )
  const onSeen = useCallback((seq: number) => setSeen(seq), [])
  const label = t('chat.compose', { channel: channel.name })

  return (
    <div className={styles.conversation}>
      {!rows ? (
        <div className={styles.room}>
          <Waiting lines={6} />
        </div>
      ) : rows.length === 0 ? (
        <div className={styles.room}>
          <Empty title={t('chat.emptyTitle')}>{channel.purpose || t('chat.emptyText')}</Empty>
        </div>
      ) : (
        <MessageList
          label={t('chat.messages', { channel: channel.name })}
          rows={rows}
          held={held}
          actions={actions}
          unreadBefore={unreadBefore}
          onSeen={onSeen}
        />
      )}
      <NewMessages channelId={channel.id} />
      <TypingLine people={typing.others} />
      {refusal ? (
        <p className={closed.closed}>{t(refusal)}</p>
      ) : (
        <LazyComposer
          label={kind === 'talk' ? t('chat.composeTalk') : label}
          draft={draft}
          titles={kind === 'channel'}
          answering={root && { name: root.authorName, stop: () => setRoot(undefined) }}
          onTyping={typing.told}
          onSend={({ text, title }) => {
            outbox?.send({
              channelId: channel.id,
              text,
              title: root ? undefined : title,
              threadId: root?.threadId ?? root?.id,
            })
            draft.clear()
            setRoot(undefined)
          }}
        />
      )}
    </div>
  )
}

/** Why this person may not post here, as a sentence of the dictionary; `undefined` when they may. */
function useRefusal(channel: chat.Channel) {
  const { standing } = useCommunity()
  if (channel.archivedAt !== undefined) return 'chat.archived' as const
  if (!may(standing, 'post')) return 'chat.observer' as const
  if (channel.posting === 'facilitators' && !leads(standing.role)) return 'chat.onlyFacilitators' as const
  return undefined
}

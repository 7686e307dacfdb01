import { AppError } from '@convene/protocol'
import { IconArrowBackUp } from '@tabler/icons-react'
import { memo } from 'react'
import { useErrorText, useFormat, useT } from '../../i18n/index.ts'
import { Face, PlainButton } from '../../ui/index.ts'
import { DayDivider } from './day-divider.tsx'
import { Markdown } from './markdown/markdown.tsx'
import styles from './message-row.module.css'
import type { Row } from './rows.ts'

export interface RowActions {
  retry(key: string): void
  discard(key: string): void
  /** Absent where this person may not post. */
  readonly answer: ((row: Row) => void) | undefined
}

interface Props {
  readonly row: Row
  /** The row that this one answers, when it is held. */
  readonly root: Row | undefined
  readonly actions: RowActions
}

/** One message: who and when, unless the row before says so already, and what they wrote. */
export const MessageRow = memo(function MessageRow({ row, root, actions }: Props) {
  const t = useT()
  const format = useFormat()
  const time = (
    <time className={styles.time} dateTime={new Date(row.at).toISOString()} title={format.dateTime(row.at)}>
      {format.time(row.at)}
    </time>
  )
  return (
    <>
      {row.startsDay && <DayDivider at={row.at} />}
      {row.firstUnread && <p className={styles.unread}>{t('chat.firstUnread')}</p>}
      <div
        className={styles.message}
        data-grouped={row.grouped || undefined}
        data-waiting={row.seq === undefined || undefined}
      >
        {row.grouped ? time : <Face personId={row.authorId} name={row.authorName} size={32} />}
        <div className={styles.what}>
          {row.grouped ? (
            <span className="only-spoken">{row.authorName}</span>
          ) : (
            <p className={styles.who}>
              <strong>{row.authorName}</strong> {time}
            </p>
          )}
          {row.threadId && <Answers root={root} />}
          {row.title && <h3 className={styles.title}>{row.title}</h3>}
          <Markdown text={row.text} />
          <Outcome row={row} actions={actions} />
        </div>
        {actions.answer && row.id && (
          <PlainButton
            tone="bare"
            className={styles.answer}
            onClick={() => actions.answer?.(row)}
            aria-label={`${t('chat.answer')}: ${row.authorName}`}
            title={t('chat.answer')}
          >
            <IconArrowBackUp size={18} stroke={1.6} aria-hidden />
          </PlainButton>
        )}
      </div>
    </>
  )
})

function Answers({ root }: { readonly root: Row | undefined }) {
  const t = useT()
  const text = root
    ? t('chat.answers', { name: root.authorName, text: root.title ?? root.text.slice(0, QUOTED_MAX) })
    : t('chat.answerEarlier')
  return <p className={styles.root}>{text}</p>
}

/** What became of a message that is not saved: greyed while it waits, with a way on when it was refused. */
function Outcome({ row: { outgoing }, actions }: Pick<Props, 'row' | 'actions'>) {
  const t = useT()
  const say = useErrorText()
  if (outgoing?.state === 'waiting') return <p className={styles.state}>{t('chat.sending')}</p>
  if (outgoing?.state !== 'failed') return null
  return (
    <div className={styles.failed} role="alert">
      <p>
        <strong>{t('chat.failed')}</strong>{' '}
        {outgoing.error && say(new AppError(outgoing.error.kind, outgoing.error.reason, outgoing.error.details))}
      </p>
      <PlainButton onClick={() => actions.retry(outgoing.key)}>{t('chat.retry')}</PlainButton>
      <PlainButton tone="quiet" onClick={() => actions.discard(outgoing.key)}>
        {t('chat.discard')}
      </PlainButton>
    </div>
  )
}

const QUOTED_MAX = 80

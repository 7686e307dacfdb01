import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { PlainButton } from '../../ui/index.ts'
import styles from './message-list.module.css'
import { MessageRow, type RowActions } from './message-row.tsx'
import type { Row } from './rows.ts'
import type { HeldMessages } from './use-message-window.ts'
import { useRoving } from './use-roving.ts'

interface Props {
  readonly label: string
  readonly rows: readonly Row[]
  readonly held: HeldMessages
  readonly actions: RowActions
  /** The seq after the reader's mark, when that message is not among the rows. */
  readonly unreadBefore: number | undefined
  /** The last saved message came into view at the live end. */
  readonly onSeen: (seq: number) => void
}

/** Messages oldest first, only those in view in the page. Stays at the live end while there, and does not move otherwise. */
export function MessageList({ label, rows, held, actions, unreadBefore, onSeen }: Props) {
  const t = useT()
  const scroller = useRef<HTMLDivElement>(null)
  const [atEnd, setAtEnd] = useState(true)
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (at) => rows[at]?.key ?? at,
    // Near where reading begins from the first frame on, so that the top, and older pages with it, is not asked for.
    initialOffset: () => startOf(rows) * ROW_PX,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: NEAR_END_PX,
    overscan: 8,
    onChange: (now) => setAtEnd(now.isAtEnd(NEAR_END_PX)),
  })
  const roving = useRoving(rows, virtual)
  const items = virtual.getVirtualItems()
  const last = rows.findLast((row) => row.seq !== undefined)?.seq
  const [endSeen, setEndSeen] = useState(last)
  const { hasOlder = false, hasNewer = false } = held.window ?? {}
  const atLiveEnd = atEnd && !hasNewer
  const missed = rows.filter((row) => row.seq !== undefined && row.seq > (endSeen ?? 0)).length
  const mine = rows.at(-1)?.outgoing?.state === 'waiting' ? rows.at(-1)?.key : undefined

  // At first: where reading stopped, else the end.
  const placed = useRef(false)
  useEffect(() => {
    if (placed.current || rows.length === 0) return
    placed.current = true
    const unread = rows.findIndex((row) => row.firstUnread)
    if (unread >= 0) virtual.scrollToIndex(unread, { align: 'start' })
    else virtual.scrollToIndex(rows.length - 1, { align: 'end' })
  }, [rows, virtual])

  const firstShown = items[0]?.index
  const lastShown = items.at(-1)?.index
  // The first frames may show the top before the list is where reading begins; that asks for nothing.
  const arrived = useRef(false)
  useEffect(() => {
    if (firstShown === undefined || lastShown === undefined) return
    const start = Math.min(startOf(rows), rows.length - 1)
    arrived.current ||= firstShown <= start && start <= lastShown
    if (arrived.current && firstShown < NEAR_ROWS) held.older()
  }, [firstShown, lastShown, rows, held.older])
  useEffect(() => {
    if (lastShown !== undefined && lastShown > rows.length - NEAR_ROWS) held.newer()
  }, [lastShown, rows.length, held.newer])

  useEffect(() => {
    if (!atLiveEnd || last === undefined) return
    setEndSeen(last)
    onSeen(last)
  }, [atLiveEnd, last, onSeen])

  // Whoever sends wants to see it.
  useEffect(() => {
    if (mine) virtual.scrollToEnd()
  }, [mine, virtual])

  return (
    <div className={styles.place}>
      {unreadBefore !== undefined && (
        <PlainButton
          tone="accent"
          className={styles.toUnread}
          icon={<IconArrowUp size={16} aria-hidden />}
          onClick={() => {
            placed.current = false
            held.jumpTo(unreadBefore)
          }}
        >
          {t('chat.jumpToUnread')}
        </PlainButton>
      )}
      <div ref={scroller} className={styles.scroller} data-at-end={atLiveEnd || undefined}>
        <div
          role="feed"
          aria-label={label}
          aria-busy={held.status === 'loading'}
          className={styles.rows}
          style={{ height: virtual.getTotalSize() }}
        >
          {items.map(({ key, index, start }) => {
            const row = rows[index]
            return (
              row && (
                <article
                  key={key}
                  ref={virtual.measureElement}
                  data-index={index}
                  aria-posinset={index + 1}
                  aria-setsize={hasOlder || hasNewer ? -1 : rows.length}
                  aria-label={row.authorName}
                  className={styles.row}
                  style={{ transform: `translateY(${start}px)` }}
                  {...roving(row, index)}
                >
                  <MessageRow row={row} root={row.threadId ? byId.get(row.threadId) : undefined} actions={actions} />
                </article>
              )
            )
          })}
        </div>
      </div>
      {!atLiveEnd && (
        <PlainButton
          tone="accent"
          className={styles.toEnd}
          icon={<IconArrowDown size={16} aria-hidden />}
          onClick={() => {
            held.toEnd()
            virtual.scrollToEnd()
          }}
        >
          {missed > 0 ? t('chat.newMessages', { count: missed }) : t('chat.toLatest')}
        </PlainButton>
      )}
    </div>
  )
}

/** Where reading begins: the first unread row, else the last. */
function startOf(rows: readonly Row[]): number {
  const unread = rows.findIndex((row) => row.firstUnread)
  return unread < 0 ? rows.length : unread
}

/** A message of one line under its author. */
const ROW_PX = 60
/** This near the end counts as being there. */
const NEAR_END_PX = 48
/** This near an end of what is held, more is fetched. */
const NEAR_ROWS = 8

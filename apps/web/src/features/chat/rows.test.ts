import type { chat } from '@convene/protocol'
import type { Outgoing } from './outbox.ts'
import { rowsOf } from './rows.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE
const self = { id: 'me', name: 'Me' }
const dayOf = (at: number) => String(Math.floor(at / DAY))

function message(seq: number, more: Partial<chat.Message> = {}): chat.Message {
  return {
    id: `m${seq}`,
    channelId: 'c',
    seq,
    authorId: 'ann',
    authorName: 'Ann',
    text: 'x',
    sentAt: seq * MINUTE,
    ...more,
  }
}
const sending = (key: string): Outgoing => ({ key, channelId: 'c', text: 'x', at: 9 * MINUTE, state: 'waiting' })
const rows = (messages: chat.Message[], more: { outgoing?: Outgoing[]; mark?: number } = {}) =>
  rowsOf({ messages, outgoing: more.outgoing ?? [], self, mark: more.mark, dayOf })

test('RW1 a message that arrived takes the row of its unsent copy', () => {
  const [before] = rows([], { outgoing: [sending('k')] })
  const after = rows([message(1, { authorId: 'me', key: 'k' })], { outgoing: [sending('k')] })
  expect(after).toHaveLength(1)
  expect(after[0]?.key).toBe(before?.key)
  expect([before?.seq, after[0]?.seq]).toEqual([undefined, 1])
})

test('RW2 the same key of another person replaces nothing', () => {
  const all = rows([message(1, { key: 'k' })], { outgoing: [sending('k')] })
  expect(all).toHaveLength(2)
  expect(new Set(all.map((row) => row.key)).size).toBe(2)
})

test('RW3 one name for one author within five minutes', () => {
  const all = rows([
    message(1),
    message(2),
    message(3, { title: 'T' }),
    message(4, { threadId: 'm1' }),
    message(5, { authorId: 'bo' }),
    message(6, { authorId: 'bo' }),
    message(11, { authorId: 'bo' }),
  ])
  expect(all.map((row) => row.grouped)).toEqual([false, true, false, false, false, true, false])
})

test('RW4 a day divider above the first row and above each new day', () => {
  const all = rows([message(1), message(2), message(3, { sentAt: DAY + 1 }), message(4, { sentAt: DAY + 2 })])
  expect(all.map((row) => row.startsDay)).toEqual([true, false, true, false])
  expect(all[2]?.grouped).toBe(false)
})

test('RW5 the unread divider is above the first message of others after the mark', () => {
  const all = [message(1), message(2, { authorId: 'me' }), message(3), message(4)]
  const at = (mark?: number) => rows(all, mark === undefined ? {} : { mark }).map((row) => row.firstUnread)
  expect(at(1)).toEqual([false, false, true, false])
  expect(at(4)).toEqual([false, false, false, false])
  expect(at(undefined)).toEqual([false, false, false, false])
})

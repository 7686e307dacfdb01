import type { chat } from '@convene/protocol'
import fc from 'fast-check'
import { openWindow, windowAround, withNewer, withOlder, withTail } from './message-window.ts'

const message = (seq: number): chat.Message => ({
  id: `m${seq}`,
  channelId: 'c',
  seq,
  authorId: 'a',
  authorName: 'A',
  text: String(seq),
  sentAt: seq,
})
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => message(from + at))
const seqs = (window: { messages: readonly chat.Message[] }) => window.messages.map((one) => one.seq)

test('WM1 a full snapshot may have older messages, a shorter one has none', () => {
  expect(openWindow(range(1, 50)).hasOlder).toBe(true)
  expect(openWindow(range(1, 49)).hasOlder).toBe(false)
})

test('WM2 live messages join the end once', () => {
  const window = withTail(withTail(openWindow(range(1, 3)), range(1, 5), false), range(2, 5), false)
  expect(seqs(window)).toEqual([1, 2, 3, 4, 5])
})

test('WM2 messages that fell out of the snapshot stay in the window', () => {
  expect(seqs(withTail(openWindow(range(1, 50)), range(11, 60), false))).toHaveLength(60)
})

test('WM3 a snapshot beyond the end starts over', () => {
  expect(seqs(withTail(openWindow(range(1, 50)), range(80, 129), true))).toEqual(seqs({ messages: range(80, 129) }))
})

test('WM3 a snapshot that meets the end goes on', () => {
  expect(seqs(withTail(openWindow(range(1, 50)), range(40, 89), true))).toEqual(seqs({ messages: range(1, 89) }))
})

test('WM4 older pages join the front until one is short', () => {
  const once = withOlder(openWindow(range(101, 150)), range(51, 101), 50)
  expect(once.hasOlder).toBe(true)
  const twice = withOlder(once, range(31, 50), 50)
  expect([seqs(twice)[0], twice.messages.length, twice.hasOlder]).toEqual([31, 120, false])
})

test('WM5 away from the live end, live messages wait for the pages between', () => {
  const far = windowAround(range(10, 20), range(100, 149))
  expect(far.hasNewer).toBe(true)
  expect(seqs(withTail(far, range(101, 150), false))).toEqual(seqs(far))
  const nearer = withTail(withNewer(far, range(21, 100), 80), range(101, 150), false)
  expect(seqs(nearer)).toEqual(seqs(far).concat(seqs({ messages: range(21, 100) })))
  const there = withTail(withNewer(nearer, range(101, 110), 80), range(101, 150), false)
  expect([there.hasNewer, there.messages.at(-1)?.seq]).toEqual([false, 150])
})

test('WM6 any mixture of pages and live messages leaves neither gap nor double', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('post' as const), count: fc.integer({ min: 1, max: 80 }), missed: fc.boolean() }),
    fc.record({ kind: fc.constant('older' as const), limit: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ kind: fc.constant('newer' as const), limit: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ kind: fc.constant('jump' as const), to: fc.nat() }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 200 }), fc.array(step, { maxLength: 30 }), (start, steps) => {
      let head = start
      const tail = () => range(Math.max(1, head - 49), head)
      let window = openWindow(tail())
      for (const one of steps) {
        const first = window.messages[0]?.seq ?? 1
        const last = window.messages.at(-1)?.seq ?? 0
        switch (one.kind) {
          case 'post':
            head += one.count
            // Live events come one by one; after a loss a snapshot comes instead. Both end in the same tail.
            if (one.missed || one.count <= 50) window = withTail(window, tail(), one.missed)
            else head -= one.count
            break
          case 'older':
            window = withOlder(window, range(Math.max(1, first - one.limit), first - 1), one.limit)
            break
          case 'newer':
            if (window.hasNewer)
              window = withTail(
                withNewer(window, range(last + 1, Math.min(head, last + one.limit)), one.limit),
                tail(),
                false,
              )
            break
          case 'jump': {
            const middle = (one.to % head) + 1
            window = windowAround(range(Math.max(1, middle - 20), Math.min(head, middle + 20)), tail())
          }
        }
        const held = seqs(window)
        expect(held).toEqual(held.map((_, at) => (held[0] ?? 0) + at))
        if (!window.hasNewer) expect(held.at(-1)).toBe(head)
      }
    }),
  )
})

import { unsavedCount } from './unsaved-count.ts'

function counted() {
  const told: number[] = []
  return { count: unsavedCount((now) => told.push(now)), told }
}

test('UC1 edits count until everything sent is durable', () => {
  const { count, told } = counted()
  count.edited()
  count.edited()
  count.acknowledged({ sent: 2, durable: 1 }, true)
  expect(count.count).toBe(2)
  count.acknowledged({ sent: 2, durable: 2 }, true)
  expect([count.count, told]).toEqual([0, [1, 2, 0]])
})

test('UC2 an acknowledgement before offline edits were offered changes nothing', () => {
  const { count } = counted()
  count.edited()
  count.acknowledged({ sent: 0, durable: 0 }, false)
  count.acknowledged({ sent: 1, durable: 1 }, false)
  expect(count.count).toBe(1)
})

test('UC3 what an earlier page left unsaved counts', () => {
  const { count } = counted()
  count.edited()
  count.restore(4)
  expect(count.count).toBe(5)
})

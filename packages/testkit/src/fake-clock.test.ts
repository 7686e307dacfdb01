import { fakeClock } from './fake-clock.ts'

test('TK1 a timer runs at its own due time, in order, and timers set meanwhile run when they fall inside the move', () => {
  const clock = fakeClock(1_000)
  const ran: string[] = []
  const note = (name: string) => () => void ran.push(`${name}@${clock.now()}`)
  clock.after(20, note('second'))
  clock.after(10, () => {
    note('first')()
    clock.after(5, note('nested'))
    clock.after(50, note('late'))
  })
  clock.advance(30)
  expect(ran).toEqual(['first@1010', 'nested@1015', 'second@1020'])
  expect(clock.now()).toBe(1_030)
  clock.advance(30)
  expect(ran.at(-1)).toBe('late@1060')
})

test('TK2 a cancelled timer never runs and is no longer pending', () => {
  const clock = fakeClock()
  const cancel = clock.after(10, () => {
    throw new Error('cancelled timers do not run')
  })
  expect(clock.pending).toBe(1)
  cancel()
  clock.advance(100)
  expect(clock.pending).toBe(0)
})

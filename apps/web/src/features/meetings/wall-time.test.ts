import { wallTime } from './wall-time.ts'

test('WT1 the moment when clocks there show it', () => {
  expect(wallTime('2026-11-19', '10:00', 'America/Toronto')).toBe(Date.parse('2026-11-19T15:00:00Z'))
  expect(wallTime('2026-07-19', '10:00', 'America/Toronto')).toBe(Date.parse('2026-07-19T14:00:00Z'))
  expect(wallTime('2026-11-19', '10:00', 'Asia/Kolkata')).toBe(Date.parse('2026-11-19T04:30:00Z'))
})

test('WT2 no moment without a day and a time', () => {
  expect(wallTime('', '10:00', 'America/Toronto')).toBeUndefined()
  expect(wallTime('2026-11-19', 'noon', 'America/Toronto')).toBeUndefined()
})

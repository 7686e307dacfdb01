import { defaultSeasons } from '@convene/domain'
import type { meetings } from '@convene/protocol'
import { cyclesOf } from './cycles.ts'

const seasons = defaultSeasons.map((one) => ({ ...one }))
const at = (day: string) => Date.parse(`${day}T15:00:00Z`)
const meeting = (seasonId: string, day: string): meetings.MeetingSummary => ({
  id: `${seasonId}-${day}`,
  title: day,
  kind: 'meeting',
  seasonId,
  startsAt: at(day),
  endsAt: at(day) + 1,
  timeZone: 'America/Toronto',
  minutes: 'draft',
  channelId: 'c',
})
const board = (all: meetings.MeetingSummary[], now: string) =>
  cyclesOf(seasons, all, at(now)).map((cycle) => [
    `${cycle.startYear}-${cycle.endYear}`,
    ...cycle.seasons.map((one) => `${one.year}: ${one.meetings.map((each) => each.title).join(' ')}`),
  ])

test('CY1 fall, then winter and spring of the year after', () => {
  expect(
    board(
      [meeting('fall', '2026-11-19'), meeting('winter', '2027-02-11'), meeting('spring', '2027-05-20')],
      '2026-12-01',
    ),
  ).toEqual([['2026-2027', '2026: 2026-11-19', '2027: 2027-02-11', '2027: 2027-05-20']])
})

test('CY2 cycles without a gap, newest first, a planned one ahead', () => {
  const all = [meeting('fall', '2024-11-10'), meeting('fall', '2027-11-10')]
  expect(board(all, '2026-12-01').map(([years]) => years)).toEqual(['2027-2028', '2026-2027', '2025-2026', '2024-2025'])
  expect(board([], '2026-03-01').map(([years]) => years)).toEqual(['2025-2026'])
  expect(board([], '2026-09-01').map(([years]) => years)).toEqual(['2026-2027'])
})

test('CY3 a fall meeting in January is still of the fall', () => {
  expect(board([meeting('fall', '2027-01-08')], '2027-01-10')[0]).toEqual([
    '2026-2027',
    '2026: 2027-01-08',
    '2027: ',
    '2027: ',
  ])
})

test('CY4 two meetings of one season by their start', () => {
  expect(board([meeting('winter', '2027-02-20'), meeting('winter', '2027-02-11')], '2027-01-10')[0]?.[2]).toBe(
    '2027: 2027-02-11 2027-02-20',
  )
})

/** A season's usual meeting: the second Thursday of its month. */
export interface DemoSeason {
  readonly id: string
  readonly name: string
  /** 1 to 12. */
  readonly month: number
  /** Hour of the start in UTC, chosen so that it is a good one where people are at that time of year. */
  readonly utcHour: number
}

export interface DemoDate {
  readonly season: DemoSeason
  readonly year: number
  /** Milliseconds since the epoch. */
  readonly startsAt: number
}

/** The season's meeting that was last, or is due within a week, and those that follow: `count` in all. */
export function meetingDates(now: number, seasons: readonly DemoSeason[], count: number): DemoDate[] {
  const thisYear = new Date(now).getUTCFullYear()
  const years = [thisYear - 1, thisYear, thisYear + 1, thisYear + 2]
  const all = years
    .flatMap((year) => seasons.map((season) => ({ season, year, startsAt: startOf(season, year) })))
    .sort((one, other) => one.startsAt - other.startsAt)
  const first = all.findLastIndex((date) => date.startsAt <= now + WEEK_MS)
  return all.slice(first, first + count)
}

const WEEK_MS = 7 * 24 * 60 * 60 * 1000
const THURSDAY = 4

function startOf({ month, utcHour }: DemoSeason, year: number): number {
  const weekday = new Date(Date.UTC(year, month - 1, 1)).getUTCDay()
  const firstThursday = 1 + ((THURSDAY - weekday + 7) % 7)
  return Date.UTC(year, month - 1, firstThursday + 7, utcHour)
}

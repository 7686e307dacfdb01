import type { communities, meetings } from '@convene/protocol'

type Season = communities.Community['seasons'][number]

/** One turn of the community's seasons, such as fall 2026, winter and spring 2027. */
export interface Cycle {
  /** Year in which its first season falls. */
  readonly startYear: number
  readonly endYear: number
  readonly seasons: readonly CycleSeason[]
}

export interface CycleSeason {
  readonly season: Season
  readonly year: number
  /** By their start. */
  readonly meetings: readonly meetings.MeetingSummary[]
}

/**
 * Meetings on the board of cycles, newest cycle first: every cycle from the first meeting's to the one `now` lies in, and one
 * ahead where something is planned. Meetings of no season are left to the caller.
 */
export function cyclesOf(seasons: readonly Season[], all: readonly meetings.MeetingSummary[], now: number): Cycle[] {
  const [first] = seasons
  if (!first) return []
  const placed = all.flatMap((meeting) => {
    const season = seasons.find((one) => one.id === meeting.seasonId)
    return season ? [{ meeting, season, ...placeOf(season, first, meeting.startsAt) }] : []
  })
  const today = currentCycle(seasons, now)
  const years = [today, ...placed.map((one) => one.cycle)]
  const from = Math.min(...years)
  const to = Math.max(...years)
  return Array.from({ length: to - from + 1 }, (_, back) => {
    const startYear = to - back
    const columns = seasons.map((season) => ({
      season,
      year: startYear + (season.month < first.month ? 1 : 0),
      meetings: placed
        .filter((one) => one.season.id === season.id && one.cycle === startYear)
        .map((one) => one.meeting)
        .sort((a, b) => a.startsAt - b.startsAt),
    }))
    return { startYear, endYear: Math.max(...columns.map((one) => one.year)), seasons: columns }
  })
}

/** A season that slipped past New Year still belongs where its usual month lies nearest. */
function placeOf(season: Season, first: Season, at: number): { cycle: number } {
  const middle = new Date(at).getUTCFullYear()
  const year = [middle - 1, middle, middle + 1].reduce((best, one) =>
    Math.abs(usual(one, season) - at) < Math.abs(usual(best, season) - at) ? one : best,
  )
  return { cycle: season.month < first.month ? year - 1 : year }
}

/** The cycle whose next season is not yet over: after the last season's usual month the coming cycle is current. */
function currentCycle(seasons: readonly Season[], now: number): number {
  const [first] = seasons
  if (!first) return new Date(now).getUTCFullYear()
  const ends = (startYear: number) =>
    Math.max(...seasons.map((one) => usual(startYear + (one.month < first.month ? 1 : 0), one))) + SEASON_MS
  const year = new Date(now).getUTCFullYear() - 1
  return ends(year) > now ? year : year + 1
}

const usual = (year: number, season: Season): number => Date.UTC(year, season.month - 1, 15)

/** A season's meeting may be this long after its usual middle. */
const SEASON_MS = 60 * 86_400_000

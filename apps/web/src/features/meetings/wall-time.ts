import dayjs from 'dayjs'
import timezone from 'dayjs/plugin/timezone'
import utc from 'dayjs/plugin/utc'

dayjs.extend(utc)
dayjs.extend(timezone)

/**
 * The moment when clocks in `zone` show this day and time.
 *
 * @param day - `2026-11-19`
 * @param time - `10:00`
 * @param zone - IANA, such as `America/Toronto`
 * @returns ms since the epoch; `undefined` when day or time is not one
 */
export function wallTime(day: string, time: string, zone: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !/^\d{2}:\d{2}$/.test(time)) return undefined
  const at = dayjs.tz(`${day} ${time}`, zone)
  return at.isValid() ? at.valueOf() : undefined
}

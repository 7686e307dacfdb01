import type { meetings } from '@convene/protocol'

/** The meeting that is on, or comes next; `all` is by start. */
export const nextMeeting = (
  all: readonly meetings.MeetingSummary[],
  now: number,
): meetings.MeetingSummary | undefined => all.find((meeting) => meeting.endsAt > now)

import { z } from 'zod'
import { on, slice } from '../core/slice.ts'
import { type Meeting, type MeetingSummary, meeting, meetingSummary } from './entities.ts'
import * as events from './events.ts'

/** Meetings of a community by their start, earliest first. */
export const meetingsSlice = slice<MeetingSummary[]>('community', 'meetings', z.array(meetingSummary), [
  on(events.announced, (all, data) => byStart([...all, data.meeting])),
  on(events.updated, (all, data) => byStart(all.map((one) => (one.id === data.meeting.id ? data.meeting : one)))),
])

export const meetingSlice = slice<Meeting>('meeting', 'meeting', meeting, [
  on(events.scheduled, (_, data) => data.meeting),
  on(events.changed, (_, data) => data.meeting),
])

const byStart = (all: MeetingSummary[]) =>
  [...all].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))

import { z } from 'zod'
import { contract } from '../core/contract.ts'
import { id } from '../core/ids.ts'
import { meeting } from './entities.ts'

const details = meeting.pick({
  title: true,
  kind: true,
  startsAt: true,
  endsAt: true,
  timeZone: true,
  place: true,
  callLink: true,
})

export const schedule = contract('meetings.schedule', 'Schedule a meeting; its notes get a section for each function', {
  input: details.partial({ kind: true, place: true, callLink: true }).extend({
    communityId: id,
    seasonId: id.optional(),
  }),
  output: z.object({ meetingId: id }),
})

export const change = contract('meetings.change', 'Change a meeting’s title, time or place', {
  input: details.partial().extend({ meetingId: id }),
  output: z.object({}),
})

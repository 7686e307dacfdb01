import { meetings } from '@convene/protocol'
import { type Feature, loader } from '../../kit/feature.ts'
import { ifFound } from '../../kit/if-found.ts'
import { meetingFor } from './access.ts'
import { changeMeeting } from './change-meeting.ts'
import { type SeedNotes, schedule } from './schedule.ts'
import { meetingsTable, summaryOf } from './tables.ts'

export { notesAccess } from './access.ts'
export type { SeedNotes } from './schedule.ts'

export const meetingsTables = [meetingsTable]

export const createMeetings = (seedNotes: SeedNotes): Feature => ({
  name: 'meetings',
  commands: [schedule(seedNotes), changeMeeting],
  streams: [
    {
      kind: 'meeting',
      mayFollow: async (tx, actor, id) => (await ifFound(meetingFor(tx, actor, id))) !== undefined,
    },
  ],
  slices: [
    loader(meetings.meetingsSlice, async (tx, id) => {
      const { rows } = await tx.list(meetingsTable, { index: 'byCommunity', prefix: [id], limit: 1000 })
      return rows.map(summaryOf)
    }),
    loader(meetings.meetingSlice, (tx, id) => tx.get(meetingsTable, id)),
  ],
})

import { may } from '@convene/domain'
import { meetings, streamOf } from '@convene/protocol'
import { command } from '../../kit/command.ts'
import { meetingFor } from './access.ts'
import { meetingsTable, summaryOf } from './tables.ts'
import { checkTimes } from './times.ts'

export const changeMeeting = command(meetings.change, {
  lane: ({ meetingId }) => streamOf('meeting', meetingId),
  load: ({ tx, actor }, { meetingId }) => meetingFor(tx, actor, meetingId),
  allow: ({ standing }) => may(standing, 'schedule'),
  async run({ tx, emit }, { meeting }, { meetingId, ...changes }) {
    checkTimes({ startsAt: changes.startsAt ?? meeting.startsAt, endsAt: changes.endsAt ?? meeting.endsAt })
    const changed = await tx.patch(meetingsTable, meetingId, changes)
    await emit(meetingId, meetings.changed, { meeting: changed })
    await emit(meeting.communityId, meetings.updated, { meeting: summaryOf(changed) })
    return {}
  },
})

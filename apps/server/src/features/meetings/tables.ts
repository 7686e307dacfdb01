import { meetings } from '@convene/protocol'
import { table } from '@convene/store'

export const meetingsTable = table('meetings', meetings.meeting, {
  indexes: { byCommunity: ['communityId', 'startsAt'] },
})

/** Which meeting a notes document belongs to: the document's name carries it, with the epoch after it. */
export const docNameOf = (meetingId: string, epoch: number): string => `${meetingId}-e${epoch}`
export const meetingOfDoc = (docName: string): string | undefined => /^(.+)-e\d+$/.exec(docName)?.[1]

export const summaryOf = (meeting: meetings.Meeting): meetings.MeetingSummary => ({
  id: meeting.id,
  title: meeting.title,
  kind: meeting.kind,
  ...(meeting.seasonId !== undefined && { seasonId: meeting.seasonId }),
  startsAt: meeting.startsAt,
  endsAt: meeting.endsAt,
  timeZone: meeting.timeZone,
  minutes: meeting.minutes,
  channelId: meeting.channelId,
})

import type { chat } from '@convene/protocol'

/** What the list of channels shows: not those of meetings, which are beside them, nor archived ones. */
export const listedChannels = (channels: readonly chat.Channel[]): chat.Channel[] =>
  channels.filter((channel) => channel.meetingId === undefined && channel.archivedAt === undefined)

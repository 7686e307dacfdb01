import { z } from 'zod'
import { on, slice } from '../core/slice.ts'
import { type Channel, channel, type Message, message, SNAPSHOT_MESSAGES } from './entities.ts'
import * as events from './events.ts'

const replace = (all: Channel[], changed: Channel) => all.map((one) => (one.id === changed.id ? changed : one))

const inOrder = (all: Channel[]) => all.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))

/** Channels of a community, in the order they were opened. */
export const channelsSlice = slice<Channel[]>('community', 'channels', z.array(channel), [
  on(events.channelOpened, (all, data) => inOrder([...all, data.channel])),
  on(events.channelUpdated, (all, data) => replace(all, data.channel)),
])

export const channelSlice = slice<Channel>('channel', 'channel', channel, [
  on(events.channelCreated, (_, data) => data.channel),
  on(events.channelChanged, (_, data) => data.channel),
])

/** The last messages of a channel, oldest first. A page that keeps more folds with its own limit. */
export const messagesSlice = slice<Message[]>('channel', 'messages', z.array(message), [
  on(events.posted, (all, data) => [...all, data.message].slice(-SNAPSHOT_MESSAGES)),
])

/** Read marks by channel: one for each channel the person has read in. */
export const marksSlice = slice<Record<string, number>>('member', 'marks', z.record(z.string(), z.number()), [
  on(events.readTo, (marks, data) => ({ ...marks, [data.channelId]: data.seq })),
])

import { z } from 'zod'
import { event } from '../core/event.ts'
import { id } from '../core/ids.ts'
import { signal } from '../core/signal.ts'
import { channel, message } from './entities.ts'

/** On the community's stream: which channels there are. */
export const channelOpened = event('community', 'chat.channelOpened', z.object({ channel }))
export const channelUpdated = event('community', 'chat.channelUpdated', z.object({ channel }))
/** The same on the channel's own stream. */
export const channelCreated = event('channel', 'chat.channelCreated', z.object({ channel }))
export const channelChanged = event('channel', 'chat.channelChanged', z.object({ channel }))

export const posted = event('channel', 'chat.posted', z.object({ message }))

/** On the member's own stream: everything up to `seq` was read. */
export const readTo = event('member', 'chat.readTo', z.object({ channelId: id, seq: z.number().int().nonnegative() }))

/** Somebody writes in the channel; repeated every few seconds while they do. */
export const typing = signal('channel', 'chat.typing', z.object({}))

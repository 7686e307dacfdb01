import { z } from 'zod'
import { event } from '../core/event.ts'
import { meeting, meetingSummary } from './entities.ts'

export const scheduled = event('meeting', 'meetings.scheduled', z.object({ meeting }))
export const changed = event('meeting', 'meetings.changed', z.object({ meeting }))
/** The same, as far as the community's page needs it. */
export const announced = event('community', 'meetings.announced', z.object({ meeting: meetingSummary }))
export const updated = event('community', 'meetings.updated', z.object({ meeting: meetingSummary }))

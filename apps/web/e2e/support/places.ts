import type { BrowserContext } from 'playwright-core'
import { z } from 'zod'

/** Addresses of the respite network's first open channel and of the meeting whose minutes are a draft. */
export interface Places {
  readonly channel: { readonly id: string; readonly name: string; readonly path: string }
  readonly meeting: { readonly id: string; readonly title: string; readonly path: string }
  readonly sections: readonly { readonly id: string; readonly title: { readonly en: string } }[]
}

export async function placesOf(context: BrowserContext): Promise<Places> {
  const mine = await context.request.post('/api/v1/communities.mine', { data: {} })
  const { communities } = mineAnswer.parse(await mine.json())
  const respite = communities.find((one) => one.handle === 'respite')
  if (!respite) throw new Error('No respite network')
  const { channels, meetings } = await snapshot(context, `community/${respite.id}`, communityState)
  const channel = channels.find((one) => !one.meetingId && one.posting === 'everyone')
  const [meeting] = meetings
  if (!channel || !meeting) throw new Error('No open channel, or no meeting')
  const held = await snapshot(context, `meeting/${meeting.id}`, meetingState)
  return {
    channel: { ...channel, path: `/c/respite/channels/${channel.id}` },
    meeting: { ...meeting, path: `/c/respite/meetings/${meeting.id}` },
    sections: held.meeting.notes.sections,
  }
}

async function snapshot<T>(context: BrowserContext, stream: string, state: z.ZodType<T>): Promise<T> {
  const answer = await context.request.get(`/api/v1/stream/${stream}`)
  return state.parse(z.object({ snapshot: z.unknown() }).parse(await answer.json()).snapshot)
}

const mineAnswer = z.object({ communities: z.array(z.object({ id: z.string(), handle: z.string() })) })
const communityState = z.object({
  channels: z.array(
    z.object({ id: z.string(), name: z.string(), posting: z.string(), meetingId: z.string().optional() }),
  ),
  meetings: z.array(z.object({ id: z.string(), title: z.string() })),
})
const meetingState = z.object({
  meeting: z.object({
    notes: z.object({ sections: z.array(z.object({ id: z.string(), title: z.object({ en: z.string() }) })) }),
  }),
})

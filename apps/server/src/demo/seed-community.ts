import { chat, communities, meetings } from '@convene/protocol'
import type { DemoHandle } from './content/people.ts'
import type { DemoChannel, DemoCommunity, DemoMeeting, DemoOrganization } from './demo-community.ts'
import { meetingDates } from './meeting-dates.ts'
import type { Seeder } from './seeder.ts'

/**
 * Builds one example community in the order in which people would: itself, organizations, members, talk, meetings. What
 * does not build on each other is asked for at once, so that it shares commits, and is done in the order asked.
 */
export async function seedCommunity(seeder: Seeder, demo: DemoCommunity, now: number): Promise<void> {
  const { handle } = demo.about
  const host = demo.members.find((member) => member.role === 'facilitator')?.who ?? 'owner'
  const { communityId } = await seeder.act('owner', communities.create, handle, demo.about)
  await seedMembers(seeder, demo, communityId, await seedOrganizations(seeder, demo, communityId))
  const place = { handle, communityId, host, timeZone: demo.about.timeZone }
  await Promise.all(demo.channels.map((channel) => seedChannel(seeder, place, channel)))
  await Promise.all(demo.meetings.map((meeting) => seedMeetings(seeder, place, meeting, now)))
}

interface Place {
  readonly handle: string
  readonly communityId: string
  /** Who starts channels and calls meetings. */
  readonly host: DemoHandle
  readonly timeZone: string
}

const HOUR_MS = 60 * 60 * 1000

/** Returns ids by name. */
async function seedOrganizations(
  seeder: Seeder,
  { about, organizations }: DemoCommunity,
  communityId: string,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  const add = async ({ partOf, ...organization }: DemoOrganization) => {
    const step = `${about.handle}:organization:${organizations.findIndex((one) => one.name === organization.name)}`
    const input = { ...organization, communityId, partOf: idOf(ids, partOf) }
    const { organizationId } = await seeder.act('owner', communities.addOrganization, step, input)
    ids.set(organization.name, organizationId)
  }
  await Promise.all(organizations.filter((one) => one.partOf === undefined).map(add))
  await Promise.all(organizations.filter((one) => one.partOf !== undefined).map(add))
  return ids
}

async function seedMembers(
  seeder: Seeder,
  { about, members }: DemoCommunity,
  communityId: string,
  organizations: ReadonlyMap<string, string>,
): Promise<void> {
  await Promise.all(
    members.map(({ who, worksFor, represents, ...member }) =>
      seeder.act('owner', communities.addMember, `${about.handle}:${who}`, {
        ...member,
        communityId,
        personId: seeder.actor(who).personId,
        worksFor: idOf(organizations, worksFor),
        represents: idOf(organizations, represents),
      }),
    ),
  )
}

async function seedChannel(
  seeder: Seeder,
  { handle, communityId, host }: Place,
  { about, threads }: DemoChannel,
): Promise<void> {
  const step = `${handle}:${about.name}`
  const { channelId } = await seeder.act(host, chat.createChannel, step, { ...about, communityId })
  for (const [place, { by, answers = [], ...root }] of threads.entries()) {
    const { message } = await seeder.act(by, chat.post, `${step}:${place}`, { ...root, channelId })
    for (const [next, answer] of answers.entries())
      await seeder.act(answer.by, chat.post, `${step}:${place}:${next}`, {
        channelId,
        threadId: message.id,
        text: answer.text,
      })
  }
}

async function seedMeetings(
  seeder: Seeder,
  { handle, communityId, host, timeZone }: Place,
  { title, kind, seasons, count, hours, place, callLink }: DemoMeeting,
  now: number,
): Promise<void> {
  await Promise.all(
    meetingDates(now, seasons, count).map(({ season, year, startsAt }) =>
      seeder.act(host, meetings.schedule, `${handle}:${kind}:${season.id}`, {
        communityId,
        seasonId: season.id,
        title: title(season.name, year),
        kind,
        startsAt,
        endsAt: startsAt + hours * HOUR_MS,
        timeZone,
        place,
        callLink,
      }),
    ),
  )
}

function idOf(ids: ReadonlyMap<string, string>, name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  const id = ids.get(name)
  if (id === undefined) throw new Error(`The example community names no organization ${name}`)
  return id
}

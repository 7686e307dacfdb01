import { chat, communities, meetings } from '@convene/protocol'
import type { DemoHandle } from './content/people.ts'
import type { DemoChannel, DemoCommunity } from './demo-community.ts'
import { meetingDates } from './meeting-dates.ts'
import type { Seeder } from './seeder.ts'

/** Builds one example community in the order in which people would: itself, organizations, members, talk, meetings. */
export async function seedCommunity(seeder: Seeder, demo: DemoCommunity, now: number): Promise<void> {
  const { handle, timeZone } = demo.about
  const host = demo.members.find((member) => member.role === 'facilitator')?.who ?? 'owner'
  const { communityId } = await seeder.act('owner', communities.create, handle, demo.about)
  await seedMembers(seeder, demo, communityId, await seedOrganizations(seeder, demo, communityId))
  for (const channel of demo.channels) await seedChannel(seeder, { handle, communityId, host }, channel)
  for (const meeting of demo.meetings)
    for (const { season, year, startsAt } of meetingDates(now, meeting.seasons, meeting.count))
      await seeder.act(host, meetings.schedule, `${handle}:${meeting.kind}:${season.id}`, {
        communityId,
        seasonId: season.id,
        title: meeting.title(season.name, year),
        kind: meeting.kind,
        startsAt,
        endsAt: startsAt + meeting.hours * HOUR_MS,
        timeZone,
        place: meeting.place,
        callLink: meeting.callLink,
      })
}

const HOUR_MS = 60 * 60 * 1000

/** Returns ids by name. */
async function seedOrganizations(
  seeder: Seeder,
  { about, organizations }: DemoCommunity,
  communityId: string,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const { partOf, ...organization } of organizations) {
    const { organizationId } = await seeder.act(
      'owner',
      communities.addOrganization,
      `${about.handle}:${organization.name}`.replace(/[^\x21-\x7e]/g, '-'),
      { ...organization, communityId, partOf: idOf(ids, partOf) },
    )
    ids.set(organization.name, organizationId)
  }
  return ids
}

async function seedMembers(
  seeder: Seeder,
  { about, members }: DemoCommunity,
  communityId: string,
  organizations: ReadonlyMap<string, string>,
): Promise<void> {
  for (const { who, worksFor, represents, ...member } of members)
    await seeder.act('owner', communities.addMember, `${about.handle}:${who}`, {
      ...member,
      communityId,
      personId: seeder.actor(who).personId,
      worksFor: idOf(organizations, worksFor),
      represents: idOf(organizations, represents),
    })
}

async function seedChannel(
  seeder: Seeder,
  { handle, communityId, host }: { handle: string; communityId: string; host: DemoHandle },
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

function idOf(ids: ReadonlyMap<string, string>, name: string | undefined): string | undefined {
  if (name === undefined) return undefined
  const id = ids.get(name)
  if (id === undefined) throw new Error(`The example community names no organization ${name}`)
  return id
}

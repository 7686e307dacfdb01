import { defaultSections, may } from '@convene/domain'
import { AppError, meetings, streamOf } from '@convene/protocol'
import type { Tx } from '@convene/store'
import { command } from '../../kit/command.ts'
import { communityFor } from '../communities/index.ts'
import { docNameOf, meetingsTable, summaryOf } from './tables.ts'
import { checkTimes } from './times.ts'

/** Writes a new document's first state: one empty paragraph in each section's fragment. */
export type SeedNotes = (tx: Tx, docName: string, fragments: readonly string[]) => Promise<void>

export const schedule = (seedNotes: SeedNotes) =>
  command(meetings.schedule, {
    lane: ({ communityId }) => streamOf('community', communityId),
    load: ({ tx, actor }, { communityId }) => communityFor(tx, actor, communityId),
    allow: ({ standing }) => may(standing, 'schedule'),
    async run({ tx, newId, emit }, { community }, input) {
      checkTimes(input)
      if (input.seasonId !== undefined && !community.seasons.some((season) => season.id === input.seasonId))
        throw new AppError('invalid', 'meetings.no-such-season', { seasonId: input.seasonId })
      const id = newId()
      const sections = defaultSections(community.functions)
      const docName = docNameOf(id, 1)
      const { kind = 'meeting', place = '', callLink = '', ...given } = input
      const meeting: meetings.Meeting = {
        ...given,
        id,
        kind,
        place,
        callLink,
        minutes: 'draft',
        channelId: newId(),
        notes: { docName, sections },
      }
      await tx.insert(meetingsTable, meeting)
      await seedNotes(
        tx,
        docName,
        sections.map((section) => `sec:${section.id}`),
      )
      await emit(id, meetings.scheduled, { meeting })
      await emit(community.id, meetings.announced, { meeting: summaryOf(meeting) })
      return { meetingId: id }
    },
  })

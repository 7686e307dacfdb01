import type { Clock } from '@convene/testkit'
import { type ChatFollower, chatFollower } from './chat-follower.ts'
import { type ChatWriter, chatWriter } from './chat-writer.ts'
import { markOf, type NotesWriter, notesWriter, readMarks } from './notes-writer.ts'
import type { Scene } from './scene.ts'

/** People at work: four who post, two who follow, three who write notes. */
export interface Load {
  readonly chatWriters: readonly ChatWriter[]
  readonly followers: readonly ChatFollower[]
  readonly notesWriters: readonly NotesWriter[]
  pauseNotes(): void
  resumeNotes(): void
  /** Acknowledged marks that somebody who held nothing is not shown, in words. */
  missingMarks(): Promise<string[]>
  /** Lets everybody end what they began: resolves when all of it is acknowledged. */
  finish(): Promise<void>
  acknowledgedMessages(): number
  retries(): number
  acknowledgedMarks(): number
  /** In words, for a line of progress. */
  counts(): string
  close(): void
}

export function openLoad(url: string, scene: Scene, before: ReadonlyMap<string, number>, clock: Clock): Load {
  const { tokens, channelIds, docName } = scene
  const reader = tokens[0] ?? ''
  const busy = channelIds[0] ?? ''
  const posting = [
    ...tokens.map((token) => ({ token, channelId: busy })),
    { token: reader, channelId: channelIds[1] ?? '' },
  ]
  const chatWriters = posting.map((place, index) => chatWriter(url, { ...place, name: `chat-${index}`, clock }))
  const followers = channelIds.map((id) => chatFollower(url, reader, id, before.get(id) ?? 0))
  const notesWriters = tokens.map((token, index) => notesWriter(url, { docName, token, name: `notes-${index}`, clock }))

  const load: Load = {
    chatWriters,
    followers,
    notesWriters,
    pauseNotes: () => notesWriters.forEach((writer) => void writer.pause()),
    resumeNotes: () => notesWriters.forEach((writer) => void writer.resume()),
    async missingMarks() {
      const promised = notesWriters.map((writer) => ({ name: writer.name, count: writer.acknowledged() }))
      const there = new Set(await readMarks(url, docName, reader))
      return promised.flatMap(({ name, count }) =>
        Array.from({ length: count }, (_, index) => markOf(name, index + 1)).filter((mark) => !there.has(mark)),
      )
    },
    async finish() {
      await Promise.all([...chatWriters, ...notesWriters].map((writer) => writer.finish()))
    },
    acknowledgedMessages: () => sum(chatWriters.map((writer) => writer.acknowledged.size)),
    retries: () => sum(chatWriters.map((writer) => writer.retries())),
    acknowledgedMarks: () => sum(notesWriters.map((writer) => writer.acknowledged())),
    counts: () =>
      `${load.acknowledgedMessages()} messages (${load.retries()} retries) and ${load.acknowledgedMarks()} notes updates acknowledged`,
    close() {
      for (const one of [...chatWriters, ...followers, ...notesWriters]) one.close()
    },
  }
  return load
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)

import type { Load } from './load.ts'
import { readMarks } from './notes-writer.ts'
import { readChannel, type StoredMessage } from './read-channel.ts'
import type { Scene } from './scene.ts'

/** What went wrong, in words; every list should be empty. */
export interface KillFaults {
  /** Answered posts that are not in the channel as answered, and answers that no server should give. */
  readonly lost: readonly string[]
  /** Posts that are there more than once, and messages that nobody posted. */
  readonly doubled: readonly string[]
  /** Seqs that are left out or come twice. */
  readonly gaps: readonly string[]
  /** Acknowledged notes updates that are not there. */
  readonly notesLost: readonly string[]
  /** Followers, and copies of the notes, that differ from what is stored. */
  readonly unequal: readonly string[]
}

/** Compares what is stored, when all is quiet, with what everybody was told. */
export async function findFaults(
  url: string,
  { tokens, channelIds, docName }: Scene,
  before: ReadonlyMap<string, number>,
  load: Load,
): Promise<KillFaults> {
  const token = tokens[0] ?? ''
  const lost = load.chatWriters.flatMap((writer) => writer.refusals)
  const doubled: string[] = []
  const gaps: string[] = []
  const unequal: string[] = []
  for (const channelId of channelIds) {
    const start = before.get(channelId) ?? 0
    const { seq, messages } = await readChannel(url, token, channelId, start)
    const writers = load.chatWriters.filter((writer) => writer.channelId === channelId)
    lost.push(...lostOf(writers, messages))
    const begun = writers.reduce((total, writer) => total + writer.acknowledged.size, 0)
    const texts = new Set(messages.map(({ text }) => text))
    if (texts.size !== messages.length || messages.length !== begun)
      doubled.push(`${channelId}: ${begun} posted, ${messages.length} stored, ${texts.size} of them different`)
    messages.forEach((message, index) => {
      if (message.seq !== start + index + 1) gaps.push(`${channelId}: ${message.seq} at place ${start + index + 1}`)
    })
    if (seq !== start + messages.length) gaps.push(`${channelId}: the head is ${seq}`)
    for (const follower of load.followers.filter((one) => one.channelId === channelId)) {
      await follower.reaches(seq)
      if (plain(follower.shown) !== plain(messages)) unequal.push(`a follower of ${channelId}`)
    }
  }
  const notesLost = await load.missingMarks()
  const marks = await readMarks(url, docName, token)
  for (const writer of load.notesWriters) {
    await writer.shows(marks.length)
    if (writer.marks().join() !== marks.join()) unequal.push(`the notes of ${writer.name}`)
  }
  const made = load.notesWriters.reduce((total, writer) => total + writer.made(), 0)
  if (marks.length !== made || new Set(marks).size !== made) unequal.push(`${made} marks made, ${marks.length} stored`)
  return { lost, doubled, gaps, notesLost, unequal }
}

function lostOf(writers: Load['chatWriters'], messages: readonly StoredMessage[]): string[] {
  const stored = new Map(messages.map((message) => [message.text, message]))
  return writers.flatMap((writer) =>
    [...writer.acknowledged]
      .filter(([text, { id, seq }]) => stored.get(text)?.id !== id || stored.get(text)?.seq !== seq)
      .map(([text, { seq }]) => `${text}, answered as ${seq}`),
  )
}

const plain = (messages: readonly { seq: number; id: string }[]) =>
  messages.map(({ seq, id }) => `${seq} ${id}`).join('\n')

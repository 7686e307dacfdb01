import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'

const fixture = new URL('../../../testkit/fixtures/friendsforever.json.gz', import.meta.url)

const recording = z.object({
  endContent: z.string(),
  txns: z.array(
    z.object({
      parents: z.array(z.number()),
      agent: z.number(),
      patches: z.array(z.tuple([z.number(), z.number(), z.string()])),
    }),
  ),
})

export interface Keystroke {
  readonly patches: readonly (readonly [position: number, deleted: number, inserted: string])[]
  /** How many keystrokes of the other author this one's author had seen. */
  readonly seen: number
}

export interface RecordedSession {
  readonly endContent: string
  /** Per author, in order. */
  readonly authors: readonly [readonly Keystroke[], readonly Keystroke[]]
}

/** Two people typing one text at the same time, each seeing the other a second late. */
export async function recordedSession(): Promise<RecordedSession> {
  const json: unknown = JSON.parse(gunzipSync(await readFile(fixture)).toString())
  const { endContent, txns } = recording.parse(json)
  const authors: [Keystroke[], Keystroke[]] = [[], []]
  /** Per transaction, how many of each author's keystrokes it builds on, itself included. */
  const versions: [number, number][] = []
  for (const { parents, agent, patches } of txns) {
    const version: [number, number] = [0, 0]
    for (const parent of parents) {
      const [first, second] = versions[parent] ?? [0, 0]
      version[0] = Math.max(version[0], first)
      version[1] = Math.max(version[1], second)
    }
    const own = agent === 0 ? 0 : 1
    authors[own].push({ patches, seen: version[1 - own] ?? 0 })
    version[own] = authors[own].length
    versions.push(version)
  }
  return { endContent, authors }
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { en } from './errors.en.ts'
import { fr } from './errors.fr.ts'

const server = fileURLToPath(new URL('../../../server/src', import.meta.url))

/**
 * How a reason is written in the server: where an error is made, or as a code with a hyphen that is passed on to where it
 * is made (commands, events and jobs have none).
 */
const written = [
  /new AppError\(\s*'[a-z-]+',\s*'(?<reason>[^']+)'/g,
  /\breason: '(?<reason>[^']+)'/g,
  /'(?<reason>[a-z]+(?:\.[a-z]+)?\.[a-z]+(?:-[a-z]+)+)'/g,
]
const writtenMissing = /notFound\('(?<what>[a-z-]+)'\)/g

function reasonsIn(source: string): string[] {
  const whole = written.flatMap((pattern) => [...source.matchAll(pattern)].map((found) => found.groups?.reason ?? ''))
  const missing = [...source.matchAll(writtenMissing)].map((found) => `${found.groups?.what}.not-found`)
  return [...whole, ...missing]
}

const reasons = new Set(
  readdirSync(server, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ts$/.test(name) && !/\.test\.ts$|(^|\/)(testing|durability)\//.test(name))
    .flatMap((name) => reasonsIn(readFileSync(join(server, name), 'utf8'))),
)

test('LG6 the page has words in both languages for whatever the server may refuse', () => {
  // A search that finds nothing would prove nothing.
  expect(reasons.size).toBeGreaterThan(60)
  expect([...reasons]).toEqual(
    expect.arrayContaining(['chat.channel-archived', 'identity.wrong-code', 'meeting.not-found', 'server.starting']),
  )
  const wordless = (words: object) =>
    [...reasons].filter((reason) => !(reason.replaceAll('.', '_') in words)).toSorted()
  expect({ en: wordless(en), fr: wordless(fr) }).toEqual({ en: [], fr: [] })
})

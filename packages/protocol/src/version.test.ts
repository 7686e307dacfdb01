import { createHash } from 'node:crypto'
import { z } from 'zod'
import { apply, type StreamEvent, slices, streamName, WIRE_VERSION, wire } from './index.ts'
import { history } from './version.ts'

const parts = Object.values(wire)
  .flat()
  .flatMap((module) => Object.values(module))
const schemaOf = (schema: z.ZodType) => z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' })

/** Everything a page and a server must agree on, in a stable order. */
function surface(): unknown[] {
  const described: string[] = []
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) continue
    if ('summary' in part)
      described.push(JSON.stringify(['command', part.name, part.who, schemaOf(part.input), schemaOf(part.output)]))
    else if ('type' in part && 'data' in part)
      described.push(JSON.stringify(['event', part.type, part.stream, schemaOf(part.data)]))
    else if ('reduce' in part)
      described.push(
        JSON.stringify([
          'slice',
          part.stream,
          part.name,
          schemaOf(part.schema),
          part.handles.map((one: { type: string }) => one.type),
        ]),
      )
  }
  return described.sort()
}
const hash = createHash('sha256').update(JSON.stringify(surface())).digest('hex').slice(0, 16)

test('WR1 the newest line of the history carries the hash of the wire as it is', () => {
  expect(surface().length).toBeGreaterThan(60)
  expect(history[0]).toMatchObject({ version: WIRE_VERSION, hash })
})

test('WR2 versions rise by one, newest first', () => {
  expect(history.map((entry) => entry.version)).toEqual(history.map((_, index) => history.length - index))
})

test('WR3 names are unique', () => {
  const names = surface().map((line) =>
    JSON.parse(String(line))
      .slice(0, 3)
      .filter((part: unknown) => typeof part === 'string')
      .join(' '),
  )
  expect(new Set(names).size).toBe(names.length)
})

test('WR4 WR6 unknown events change nothing, and known ones only the slices that handle them', () => {
  const state = { channels: [], members: [], organizations: [] }
  const event: StreamEvent = { seq: 1, type: 'chat.unheardOf', at: 0, by: null, data: {} }
  expect(apply(slices, state, event)).toBe(state)
  const removed: StreamEvent = { ...event, type: 'communities.organizationRemoved', data: { organizationId: 'x' } }
  const next = apply(slices, Object.freeze({ ...state, organizations: Object.freeze([{ id: 'x' }]) }), removed)
  expect(next).toMatchObject({ organizations: [] })
  expect(next.channels).toBe(state.channels)
})

test('WR5 only a kind and an identifier make a stream', () => {
  expect(streamName.safeParse('channel/abc').success).toBe(true)
  for (const bad of ['channel', 'channel/', 'channel/a/b', 'notes/x', 'channel/é', '', 7, 'xchannel/a', 'channel/a\n'])
    expect(streamName.safeParse(bad).success).toBe(false)
})

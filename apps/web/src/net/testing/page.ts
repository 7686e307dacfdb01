import { type FakeClock, fakeClock } from '@convene/testkit'
import { createClient } from '../client.ts'
import type { StreamView } from '../followed-stream.ts'
import type { Fetch } from '../http-call.ts'
import { readSlice } from '../read-slice.ts'
import type { Remember } from '../session.ts'
import { memoryKeep } from './memory-keep.ts'
import { NUMBERS, numbersLog, numbersSlice } from './numbers-stream.ts'
import { scriptedServer } from './scripted-server.ts'

export const NADIA = 'nadia'

/** A client on a scripted server, with time standing still. */
export function page(options: { remembered?: string; random?: () => number; fetch?: Fetch; clock?: FakeClock } = {}) {
  const server = scriptedServer()
  const log = numbersLog()
  server.stream(NUMBERS, log)
  server.answer('call', () => ({ ok: true, output: { me: person(NADIA) } }))
  const clock = options.clock ?? fakeClock()
  const keep = memoryKeep()
  const remembered = { personId: options.remembered }
  const remember: Remember = {
    read: () => remembered.personId,
    write(personId) {
      remembered.personId = personId
    },
  }
  let keys = 0
  const client = createClient({
    transport: server.transport,
    fetch: options.fetch ?? (() => Promise.reject(new Error('no network'))),
    keep,
    remember,
    clock,
    random: options.random ?? (() => 0),
    newKey: () => `key-${++keys}`,
    slices: [numbersSlice],
  })
  client.start()
  return { client, server, log, clock, keep, remembered }
}

export const numbersIn = (view: StreamView): number[] | undefined => readSlice(view.state, numbersSlice)

export const person = (id: string) => ({
  id,
  name: id,
  discipline: '',
  languages: [],
  place: '',
  askAbout: '',
  introduction: '',
  contact: '',
  showContact: false,
  email: `${id}@example.org`,
  settings: { theme: 'auto' },
  administrator: false,
})

import type { PersonActor } from '../../kit/actor.ts'
import { actorCache } from './actor-cache.ts'

const actor = (sessionId: string, personId = 'ann'): PersonActor => ({
  kind: 'person',
  personId,
  name: 'Ann',
  sessionId,
})
const NEVER = Number.MAX_SAFE_INTEGER
const cacheAt = (clock: { now: number }, size = 10) => actorCache(() => clock.now, 100, size)

test('ID15 a session that ends while it is looked up is not kept', async () => {
  const cache = cacheAt({ now: 0 })
  const looked = Promise.withResolvers<{ actor: PersonActor; expiresAt: number }>()
  const answer = cache.through('proof', () => looked.promise)
  cache.forgetSession('one')
  looked.resolve({ actor: actor('one'), expiresAt: NEVER })
  expect(await answer).toEqual(actor('one'))
  expect(cache.get('proof')).toBeUndefined()
})

test('ID15 what is kept is forgotten with its session or person, and nothing else is', async () => {
  const cache = cacheAt({ now: 0 })
  for (const [proof, found] of [
    ['a', actor('one')],
    ['b', actor('two')],
    ['c', actor('three', 'bob')],
  ] as const)
    await cache.through(proof, async () => ({ actor: found, expiresAt: NEVER }))
  cache.forgetSession('one')
  expect(['a', 'b', 'c'].map((proof) => cache.get(proof)?.sessionId)).toEqual([undefined, 'two', 'three'])
  cache.forgetPerson('bob')
  expect(['b', 'c'].map((proof) => cache.get(proof)?.sessionId)).toEqual(['two', undefined])
})

test('ID17 what is kept never outlives its session, nor its time, and there is never too much of it', async () => {
  const clock = { now: 0 }
  const cache = cacheAt(clock, 2)
  await cache.through('short', async () => ({ actor: actor('one'), expiresAt: 50 }))
  await cache.through('long', async () => ({ actor: actor('two'), expiresAt: NEVER }))
  clock.now = 50
  expect([cache.get('short'), cache.get('long')?.sessionId]).toEqual([undefined, 'two'])
  await cache.through('third', async () => ({ actor: actor('three'), expiresAt: NEVER }))
  await cache.through('fourth', async () => ({ actor: actor('four'), expiresAt: NEVER }))
  expect(['long', 'third', 'fourth'].map((proof) => cache.get(proof)?.sessionId)).toEqual([undefined, 'three', 'four'])
  clock.now = 150
  expect(cache.get('third')).toBeUndefined()
})

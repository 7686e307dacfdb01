import { CONNECTIONS_PER_PERSON, type Connection, createConnections } from './connections.ts'

function connection(personId: string, sessionId: string) {
  const seen: string[] = []
  const live: Connection = {
    personId,
    sessionId,
    end: () => void seen.push('ended'),
    recheck: () => void seen.push('rechecked'),
  }
  return { live, seen }
}

test('KT3 a person may hold so many connections, times the factor; one that closes makes room, once', () => {
  const connections = createConnections(0.02)
  const allowed = CONNECTIONS_PER_PERSON * 0.02
  const removers = Array.from({ length: allowed }, (_, at) => connections.add(connection('ann', `s${at}`).live))
  expect(() => connections.add(connection('ann', 'more').live)).toThrow(
    expect.objectContaining({ kind: 'rate-limited', details: { max: allowed } }),
  )
  connections.add(connection('ben', 'other').live)
  removers[0]?.()
  removers[0]?.()
  connections.add(connection('ann', 'again').live)
  expect(() => connections.add(connection('ann', 'more').live)).toThrow()
  expect(connections.count()).toBe(allowed + 1)
})

test('KT4 ending a session ends all its connections and no others, also when ending closes them', () => {
  const connections = createConnections(1)
  const [one, two, other] = [connection('ann', 's1'), connection('ann', 's1'), connection('ann', 's2')]
  const remove = connections.add({
    ...one.live,
    end() {
      one.live.end()
      remove()
    },
  })
  connections.add(two.live)
  connections.add(other.live)
  expect(connections.sessions()).toEqual(['s1', 's2'])
  connections.endSession('s1')
  expect([one.seen, two.seen, other.seen]).toEqual([['ended'], ['ended'], []])
  expect(connections.count()).toBe(2)
})

test('KT5 rights are looked at again for one person, or for everyone', () => {
  const connections = createConnections(1)
  const [ann, ben] = [connection('ann', 's1'), connection('ben', 's2')]
  connections.add(ann.live)
  connections.add(ben.live)
  connections.recheck('ann')
  connections.recheck()
  expect([ann.seen, ben.seen]).toEqual([['rechecked', 'rechecked'], ['rechecked']])
})

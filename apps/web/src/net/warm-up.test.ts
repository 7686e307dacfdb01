import { NADIA, page } from './testing/page.ts'
import { settle } from './testing/settle.ts'
import { warmUp } from './warm-up.ts'

test('WB23 what the address names, and the person’s own stream, is followed before the page asks', async () => {
  const { client, server } = page({ remembered: NADIA })
  server.answer('call', () => ({ ok: false, error: { kind: 'not-found', reason: 'community.not-found' } }))
  warmUp(client, '/c/respite/channels/numbers')
  server.accept()
  await settle()
  expect(server.asked('follow')).toEqual([{ stream: 'channel/numbers' }, { stream: `member/${NADIA}` }])
  expect(server.asked('call')).toContain('communities.resolve')
})

test('WB23 nothing is followed for a page of no community, and what nobody took up is let go', async () => {
  const { client, server } = page()
  warmUp(client, '/sign-in')
  server.refuse({ kind: 'unauthenticated', reason: 'identity.sign-in-first' })
  await settle()
  expect(server.asked('follow')).toEqual([])
  const again = page({ remembered: NADIA })
  warmUp(again.client, '/c/respite/channels/numbers')
  again.server.accept()
  await settle()
  again.clock.advance(60_000)
  again.clock.advance(60_000)
  expect(again.client.peek('channel/numbers')).toBeUndefined()
})

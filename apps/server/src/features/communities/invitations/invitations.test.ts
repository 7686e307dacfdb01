import { systemClock } from '@convene/testkit'
import { foldCheck } from '../../../testing/fold-check.ts'
import { startServer, type TestServer } from '../../../testing/start-server.ts'
import { outboxTable } from '../../mail/index.ts'
import { idIn, newCommunity, newPeople, newPerson, refusal, type TestPerson } from '../test-community.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Time only ever goes forward, for all tests. */
let aheadMs = 0
let server: TestServer
let people: Awaited<ReturnType<typeof newPeople>>
beforeAll(async () => {
  server = await startServer({ clock: { ...systemClock, now: () => systemClock.now() + aheadMs } })
  people = await newPeople(server)
})
afterAll(async () => {
  people?.close()
  await server?.dispose()
})

const invite = (by: TestPerson, communityId: string, fields: object, key?: string) =>
  by.client.call('communities.invite', { communityId, ...fields }, key)
const accept = (by: TestPerson, input: object) => by.client.call('communities.acceptInvitation', input)
const tokenOf = (invited: unknown) => idIn(invited, 'link').slice(`${server.url}/join/`.length)
const memberStream = ({ personId }: TestPerson) => `member/${personId}` as const
const anonymously = (name: string, input: object) =>
  fetch(`${server.url}/api/v1/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
async function isMember(communityId: string, { personId }: TestPerson): Promise<boolean> {
  const { snapshot } = await people.owner.client.follow(`community/${communityId}`)
  return JSON.stringify(snapshot?.members).includes(personId)
}

describe('links', () => {
  test('CO50 a link shows what it opens, and makes who accepts it a member in its role', async () => {
    const { id, handle, facilitator, stranger } = await newCommunity(people)
    let token = ''
    const made = await foldCheck(server, [`moderation/${id}`], async () => {
      token = tokenOf(await invite(facilitator, id, { kind: 'link', role: 'observer', uses: 2 }))
    })
    expect(made[`moderation/${id}`]).toEqual(['communities.invitationMade'])

    const preview = await anonymously('communities.previewInvitation', { token })
    expect(await preview.json()).toMatchObject({ communityName: 'River Valley Network', role: 'observer' })
    expect((await anonymously('communities.acceptInvitation', { token })).status).toBe(401)

    const streams = [`moderation/${id}`, `community/${id}`, memberStream(stranger)] as const
    const seen = await foldCheck(server, streams, async () => {
      expect(await accept(stranger, { token })).toEqual({ communityId: id, handle })
    })
    expect(Object.values(seen).flat()).toEqual([
      'communities.invitationChanged',
      'communities.memberJoined',
      'communities.membershipGained',
    ])
    const { snapshot } = await stranger.client.follow(`community/${id}`)
    const joined = { personId: stranger.personId, role: 'observer', joinedHow: 'link' }
    expect(snapshot?.members).toContainEqual(expect.objectContaining(joined))
  })

  test('CO51 the store holds no secret, and a repeated call shows the same', async () => {
    const { id, facilitator } = await newCommunity(people)
    const link = await invite(facilitator, id, { kind: 'link' }, 'link-1')
    const paper = await invite(facilitator, id, { kind: 'paper' }, 'paper-1')
    expect(await invite(facilitator, id, { kind: 'link' }, 'link-1')).toEqual(link)
    expect(await invite(facilitator, id, { kind: 'paper' }, 'paper-1')).toEqual(paper)
    expect(tokenOf(link).length).toBeGreaterThan(43)
    expect(idIn(paper, 'code')).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    expect(idIn(paper, 'pin')).toMatch(/^\d{6}$/)
    const seals = [tokenOf(link).split('.')[1] ?? '', idIn(paper, 'code'), idIn(paper, 'code').replace('-', '')]
    let records = 0
    for await (const record of server.store.dump()) {
      records++
      const text = JSON.stringify(record)
      for (const secret of seals) expect(text).not.toContain(secret)
      if (text.includes(idIn(paper, 'invitationId'))) expect(text).not.toContain(`"${idIn(paper, 'pin')}"`)
    }
    expect(records).toBeGreaterThan(20)
  })

  test('CO52 of two who take the last place at once, one gets in', async () => {
    const { id, facilitator } = await newCommunity(people)
    const token = tokenOf(await invite(facilitator, id, { kind: 'link', uses: 3 }))
    const crowd = await Promise.all(Array.from({ length: 8 }, (_, place) => newPerson(server, `Person ${place}`)))
    const seen = await foldCheck(server, [`moderation/${id}`, `community/${id}`], async () => {
      const results = await Promise.allSettled(crowd.map((one) => accept(one, { token })))
      expect(results.filter((one) => one.status === 'fulfilled')).toHaveLength(3)
      for (const one of results)
        if (one.status === 'rejected') expect(one.reason).toEqual(refusal('conflict', 'communities.invitation-used-up'))
    })
    expect(seen[`community/${id}`]).toHaveLength(3)
    for (const { client } of crowd) client.close()
  })

  test('CO53 forged and withdrawn links are not found, expired and used up ones say so', async () => {
    const { id, facilitator, stranger } = await newCommunity(people)
    const late = await newPerson(server, 'Late')
    const other = tokenOf(await invite(facilitator, id, { kind: 'link', days: 90 }))
    const invited = await invite(facilitator, id, { kind: 'link' })
    const token = tokenOf(invited)
    const [invitationId, seal] = token.split('.')
    const forged = [
      '',
      'x',
      '.',
      `${invitationId}.`,
      `${invitationId}.${other.split('.')[1]}`,
      `${seal}.${invitationId}`,
    ]
    for (const bad of [...forged, `${token}x`, token.slice(0, -1), `${token}\u0000`, 'e'.repeat(200)]) {
      const refused = accept(stranger, { token: bad })
      await expect(refused).rejects.toEqual(refusal(bad === '' ? 'invalid' : 'not-found'))
      expect((await anonymously('communities.previewInvitation', { token: bad })).status).toBe(bad === '' ? 400 : 404)
    }
    await accept(stranger, { token: other })
    aheadMs += 14 * DAY_MS
    await expect(accept(late, { token })).rejects.toEqual(refusal('conflict', 'communities.invitation-expired'))
    await expect(accept(late, { token: other })).rejects.toEqual(refusal('conflict', 'communities.invitation-used-up'))
    const revocation = { communityId: id, invitationId: idIn(invited, 'invitationId') }
    const seen = await foldCheck(server, [`moderation/${id}`], () =>
      facilitator.client.call('communities.revokeInvitation', revocation),
    )
    expect(seen[`moderation/${id}`]).toEqual(['communities.invitationRevoked'])
    await expect(accept(late, { token })).rejects.toEqual(refusal('not-found', 'invitation.not-found'))
    expect(await isMember(id, late)).toBe(false)
    late.client.close()
  })

  test('CO56 a member who accepts takes no place and keeps their role', async () => {
    const { id, facilitator, stranger } = await newCommunity(people)
    const token = tokenOf(await invite(facilitator, id, { kind: 'link', role: 'observer' }))
    await accept(facilitator, { token })
    await accept(stranger, { token })
    const { snapshot } = await people.owner.client.follow(`community/${id}`)
    const kept = { personId: facilitator.personId, role: 'facilitator' }
    expect(snapshot?.members).toContainEqual(expect.objectContaining(kept))
    expect(await isMember(id, stranger)).toBe(true)
  })

  test('CO57 who invites, and to what', async () => {
    const { id, owner, facilitator, member, observer, stranger } = await newCommunity(people, { joinPolicy: 'open' })
    for (const by of [member, observer, stranger])
      await expect(invite(by, id, { kind: 'link' })).rejects.toEqual(refusal('forbidden'))
    for (const role of ['member', 'observer'])
      await expect(invite(facilitator, id, { kind: 'link', role })).resolves.toHaveProperty('link')
    await expect(invite(facilitator, id, { kind: 'link', role: 'facilitator' })).rejects.toEqual(refusal('forbidden'))
    await expect(invite(owner, id, { kind: 'link', role: 'facilitator' })).resolves.toHaveProperty('link')
    await expect(invite(owner, id, { kind: 'link', role: 'owner' })).rejects.toEqual(refusal('invalid'))
    await expect(invite(owner, id, { kind: 'mail' })).rejects.toEqual(refusal('invalid'))
    await expect(invite(owner, id, { kind: 'link', email: 'a@example.org' })).rejects.toEqual(refusal('invalid'))
    const hidden = await newCommunity(people)
    await expect(invite(stranger, hidden.id, { kind: 'link' })).rejects.toEqual(refusal('not-found'))
  })

  test('CO58 facilitators withdraw invitations of their community and of no other', async () => {
    const { id, owner, facilitator, member } = await newCommunity(people)
    const elsewhere = await newCommunity(people)
    const invitationId = idIn(await invite(owner, id, { kind: 'link' }), 'invitationId')
    const revoke = (by: TestPerson, communityId: string) =>
      by.client.call('communities.revokeInvitation', { communityId, invitationId })
    await expect(revoke(member, id)).rejects.toEqual(refusal('not-found', 'invitation.not-found'))
    await expect(revoke(facilitator, elsewhere.id)).rejects.toEqual(refusal('not-found', 'invitation.not-found'))
    await expect(revoke(facilitator, id)).resolves.toEqual({})
  })

  test('CO59 a new invitation clears away those that ended', async () => {
    const { id, facilitator, stranger } = await newCommunity(people)
    await accept(stranger, { token: tokenOf(await invite(facilitator, id, { kind: 'link' })) })
    await invite(facilitator, id, { kind: 'link', days: 1 })
    const longer = idIn(await invite(facilitator, id, { kind: 'link', days: 3 }), 'invitationId')
    aheadMs += 2 * DAY_MS
    const fresh = idIn(await invite(facilitator, id, { kind: 'paper' }), 'invitationId')
    const { snapshot } = await facilitator.client.follow(`moderation/${id}`)
    expect(snapshot).toMatchObject({ invitations: [{ id: longer }, { id: fresh }] })
  })
})

describe('paper', () => {
  const wrong = (pin: string) => String((Number(pin) + 1) % 1_000_000).padStart(6, '0')

  test('CO54 a code is read in any writing and needs its PIN', async () => {
    const { id, facilitator, stranger } = await newCommunity(people)
    const paper = await invite(facilitator, id, { kind: 'paper', uses: 5 })
    const [code, pin] = [idIn(paper, 'code'), idIn(paper, 'pin')]
    await expect(accept(stranger, { code, pin: wrong(pin) })).rejects.toEqual(
      refusal('forbidden', 'communities.wrong-pin'),
    )
    await expect(accept(stranger, { code: 'ZZZZ-ZZZZ', pin })).rejects.toEqual(refusal('not-found'))
    await expect(accept(stranger, { code: '', pin })).rejects.toEqual(refusal('invalid'))
    expect(await isMember(id, stranger)).toBe(false)
    const written = ` ${code.toLowerCase().replace('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `
    await accept(stranger, { code: written, pin: `${pin.slice(0, 3)} ${pin.slice(3)}` })
    expect(await isMember(id, stranger)).toBe(true)
  })

  test('CO54 five wrong PINs in a row block a code, fewer do not', async () => {
    const { id, facilitator, stranger } = await newCommunity(people)
    const paper = await invite(facilitator, id, { kind: 'paper', uses: 5 })
    const [code, pin] = [idIn(paper, 'code'), idIn(paper, 'pin')]
    const friend = await newPerson(server, 'Friend')
    const fail = () => accept(stranger, { code, pin: wrong(pin) })
    for (let time = 0; time < 4; time++) await expect(fail()).rejects.toEqual(refusal('forbidden'))
    await accept(friend, { code, pin })
    const seen = await foldCheck(server, [`moderation/${id}`], async () => {
      const failures = await Promise.allSettled(Array.from({ length: 5 }, fail))
      const left = failures.map((one) => one.status === 'rejected' && one.reason.error.details.left)
      expect(left.sort()).toEqual([0, 1, 2, 3, 4])
    })
    expect(seen[`moderation/${id}`]).toEqual(['communities.invitationChanged'])
    await expect(accept(stranger, { code, pin })).rejects.toEqual(
      refusal('forbidden', 'communities.invitation-blocked'),
    )
    expect(await isMember(id, stranger)).toBe(false)
    const { snapshot } = await facilitator.client.follow(`moderation/${id}`)
    expect(snapshot).toMatchObject({ invitations: [{ blocked: true, usesLeft: 4 }] })
    friend.client.close()
  })
})

describe('mail', () => {
  const mailsTo = async (address: string) => {
    const mails = []
    for (const state of ['waiting', 'kept', 'sent', 'failed'])
      mails.push(...(await server.store.list(outboxTable, { index: 'byState', prefix: [state], limit: 1000 })).rows)
    return mails.filter((mail) => mail.to === address)
  }

  test('CO55 an invitation leaves in the language of the community, and a newer one replaces it', async () => {
    const { id, facilitator, stranger } = await newCommunity(people, { languages: ['fr', 'en'] })
    const call = () => invite(facilitator, id, { kind: 'mail', email: 'New.Person@example.org', uses: 9 })
    const seen = await foldCheck(server, [`moderation/${id}`], async () => {
      expect(Object.keys(Object(await call()))).toEqual(['invitationId'])
    })
    expect(seen[`moderation/${id}`]).toEqual(['communities.invitationMade'])
    await call()
    const mails = await mailsTo('New.Person@example.org')
    expect(mails).toHaveLength(2)
    expect(mails[0]).toMatchObject({ subject: 'Invitation : River Valley Network', secret: true })
    const tokens = mails.map((mail) => mail.text.trim().split('\n').at(-1)?.slice(`${server.url}/join/`.length) ?? '')
    const { snapshot } = await facilitator.client.follow(`moderation/${id}`)
    expect(snapshot).toMatchObject({ invitations: [{ email: 'new.person@example.org', usesLeft: 1 }] })
    const outcomes = await Promise.allSettled(tokens.map((token) => accept(stranger, { token })))
    expect(outcomes.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await isMember(id, stranger)).toBe(true)
  })

  test('CO55 a refused invitation sends nothing', async () => {
    const { id, member } = await newCommunity(people)
    const refused = invite(member, id, { kind: 'mail', email: 'nobody@example.org' })
    await expect(refused).rejects.toEqual(refusal('forbidden'))
    expect(await mailsTo('nobody@example.org')).toEqual([])
  })
})

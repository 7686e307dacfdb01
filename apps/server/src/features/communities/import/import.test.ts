import type { communities } from '@convene/protocol'
import { foldCheck } from '../../../testing/fold-check.ts'
import { startServer, type TestServer } from '../../../testing/start-server.ts'
import { outboxTable } from '../../mail/index.ts'
import { newCommunity, newPeople, newPerson, refusal, type TestCommunity, type TestPerson } from '../test-community.ts'

let server: TestServer
let people: Awaited<ReturnType<typeof newPeople>>
beforeAll(async () => {
  server = await startServer()
  people = await newPeople(server)
})
afterAll(async () => {
  people?.close()
  await server?.dispose()
})

type Outcome = { lines: communities.ImportLine[]; applied: boolean }
async function imported(
  by: TestPerson,
  communityId: string,
  what: string,
  csv: string,
  dryRun = false,
): Promise<Outcome> {
  return (await by.client.call('communities.importCsv', { communityId, what, csv, dryRun })) as Outcome
}
const outcomes = ({ lines }: Outcome) => lines.map((line) => line.reason ?? line.outcome)
const csvOf = (...lines: string[]) => `${lines.join('\n')}\n`

async function snapshotOf({ id, owner }: TestCommunity) {
  const { snapshot } = await owner.client.follow(`community/${id}`)
  const { members, organizations } = snapshot as {
    members: communities.Member[]
    organizations: communities.Organization[]
  }
  return { members, organizations }
}
async function mailTo(address: string) {
  const all = []
  for (const state of ['waiting', 'kept'])
    all.push(...(await server.store.list(outboxTable, { index: 'byState', prefix: [state], limit: 1000 })).rows)
  return all.filter((mail) => mail.to === address)
}

describe('members', () => {
  test('CO60 registered people join at once, others are invited with what the file says of them', async () => {
    const place = await newCommunity(people)
    const { id, facilitator, stranger, observer } = place
    await imported(facilitator, id, 'organizations', csvOf('name,kind', 'Elgin,partner'))
    const csv = csvOf(
      'Name,Email,Role,Title,Works for,Represents',
      `Stella,${stranger.email.toUpperCase()},member,Driver,Elgin,`,
      `Otto,${observer.email},member,,,elgin`,
      'Nora,nora@example.org,observer,Nurse,,ELGIN',
    )
    const streams = [`community/${id}`, `moderation/${id}`, `member/${stranger.personId}`] as const
    const seen = await foldCheck(server, streams, async () => {
      const done = await imported(facilitator, id, 'members', csv)
      expect(done).toMatchObject({ applied: true })
      expect(done.lines).toEqual([
        { line: 2, outcome: 'added', what: 'Stella' },
        { line: 3, outcome: 'changed', what: 'Otto' },
        { line: 4, outcome: 'added', what: 'Nora' },
      ])
    })
    expect(seen).toEqual({
      [`community/${id}`]: ['communities.memberJoined', 'communities.memberChanged'],
      [`moderation/${id}`]: ['communities.invitationMade'],
      [`member/${stranger.personId}`]: ['communities.membershipGained'],
    })
    expect(outcomes(await imported(facilitator, id, 'members', csv))).toEqual(Array(3).fill('unchanged'))

    const mails = await mailTo('nora@example.org')
    expect(mails).toHaveLength(1)
    const nora = await newPerson(server, 'Nora N')
    await nora.client.call('communities.acceptInvitation', { token: mails[0]?.text.trim().split('/join/').at(-1) })
    const { members, organizations } = await snapshotOf(place)
    const elgin = organizations[0]?.id
    expect(members).toContainEqual(expect.objectContaining({ name: stranger.name, title: 'Driver', worksFor: elgin }))
    expect(members).toContainEqual(
      expect.objectContaining({ personId: observer.personId, role: 'member', represents: elgin }),
    )
    expect(members).toContainEqual(
      expect.objectContaining({
        name: 'Nora N',
        role: 'observer',
        title: 'Nurse',
        represents: elgin,
        joinedHow: 'mail',
      }),
    )
    nora.client.close()
  })

  test('CO61 a dry run tells the same lines and changes nothing', async () => {
    const place = await newCommunity(people)
    const csv = csvOf('email', people.stranger.email, 'someone@example.org')
    const heads = () =>
      Promise.all([`community/${place.id}`, `moderation/${place.id}`].map((log) => server.store.head(log)))
    const before = await heads()
    const dry = await imported(place.facilitator, place.id, 'members', csv, true)
    expect(dry.applied).toBe(false)
    expect(await heads()).toEqual(before)
    expect(await mailTo('someone@example.org')).toEqual([])
    expect((await imported(place.facilitator, place.id, 'members', csv)).lines).toEqual(dry.lines)
    expect(await heads()).not.toEqual(before)
  })

  test('CO62 one refused line and nothing is applied; each says why', async () => {
    const place = await newCommunity(people)
    const before = await snapshotOf(place)
    const csv = csvOf(
      'email,role,title,works for',
      `${people.stranger.email},member,,`,
      'not an address,,,',
      'a@example.org,emperor,,',
      'b@example.org,,,Nowhere',
      `c@example.org,,${'x'.repeat(121)},`,
      'd@example.org,owner,,',
      `${people.owner.email},member,,`,
      `${people.stranger.email},,,`,
    )
    const done = await imported(place.owner, place.id, 'members', csv)
    expect(outcomes(done)).toEqual([
      'added',
      'communities.csv-bad-email',
      'communities.csv-unknown-role',
      'communities.csv-unknown-organization',
      'communities.csv-bad-cell',
      'communities.csv-owner-must-be-registered',
      'communities.csv-owner-stays',
      'communities.csv-twice',
    ])
    expect(done.applied).toBe(false)
    expect(done.lines.at(-1)).toMatchObject({ line: 9, details: { line: 2 } })
    expect(await snapshotOf(place)).toEqual(before)
  })

  test('CO63 a file from a French spreadsheet is read', async () => {
    const place = await newCommunity(people)
    const { facilitator, id, stranger, observer } = place
    await imported(
      facilitator,
      id,
      'organizations',
      '\uFEFFNom;Genre\r\n"La Passerelle, familiale";Partenaire communautaire\r\n',
    )
    const csv = `\uFEFFCourriel;Rôle;Titre;Travaille pour\r\n${stranger.email};Observatrice;"Première ligne\r\nseconde";"la passerelle, familiale"\r\n\r\n;;;\r\n${observer.email};MEMBRE;;\r\nfaux;;;\r\n`
    const dry = await imported(facilitator, id, 'members', csv, true)
    expect(dry.lines).toMatchObject([
      { line: 2, outcome: 'added' },
      { line: 6, outcome: 'changed' },
      { line: 7, outcome: 'refused', reason: 'communities.csv-bad-email' },
    ])
    await imported(facilitator, id, 'members', csv.replace('faux;;;\r\n', ''))
    const { members, organizations } = await snapshotOf(place)
    expect(members).toContainEqual(
      expect.objectContaining({
        personId: stranger.personId,
        role: 'observer',
        title: 'Première ligne\nseconde',
        worksFor: organizations[0]?.id,
      }),
    )
  })

  test('CO66 only facilitators import, and give what they may give by hand', async () => {
    const { id, owner, facilitator, member, observer, stranger } = await newCommunity(people)
    const csv = csvOf('email,role', `${stranger.email},facilitator`)
    for (const by of [member, observer])
      await expect(imported(by, id, 'members', csv)).rejects.toEqual(refusal('forbidden'))
    await expect(imported(stranger, id, 'members', csv)).rejects.toEqual(refusal('not-found'))
    const roleNotYours = ['communities.csv-role-not-yours']
    expect(outcomes(await imported(facilitator, id, 'members', csv))).toEqual(roleNotYours)
    const promotion = csvOf('email,role', `${member.email},facilitator`)
    expect(outcomes(await imported(facilitator, id, 'members', promotion))).toEqual(roleNotYours)
    expect(outcomes(await imported(owner, id, 'members', csv))).toEqual(['added'])
    expect(outcomes(await imported(owner, id, 'members', promotion))).toEqual(['changed'])
  })
})

describe('organizations', () => {
  test('CO65 organizations are known by name and may belong to one further down', async () => {
    const place = await newCommunity(people)
    const { id, facilitator } = place
    const csv = csvOf('name,type,area,part of', 'Lower,partner,,Upper', 'Upper,Organization,North,')
    const seen = await foldCheck(server, [`community/${id}`], async () => {
      expect(outcomes(await imported(facilitator, id, 'organizations', csv))).toEqual(['added', 'added'])
    })
    expect(seen[`community/${id}`]).toHaveLength(2)
    expect(outcomes(await imported(facilitator, id, 'organizations', csv))).toEqual(['unchanged', 'unchanged'])
    const { organizations } = await snapshotOf(place)
    const upper = organizations.find((one) => one.name === 'Upper')
    expect(organizations).toContainEqual(expect.objectContaining({ name: 'Lower', partOf: upper?.id }))

    const moved = csvOf('name,area', 'upper,South')
    await foldCheck(server, [`community/${id}`], () => imported(facilitator, id, 'organizations', moved))
    expect((await snapshotOf(place)).organizations).toContainEqual({ ...upper, area: 'South' })

    const bad = csvOf('name,kind,part of', 'Upper,,Lower', 'A,circus,', 'B,partner,Nowhere', ',partner,', 'C,,', 'C,,')
    const done = await imported(facilitator, id, 'organizations', bad)
    expect(done.applied).toBe(false)
    expect(outcomes(done)).toEqual([
      'communities.part-of-itself',
      'communities.csv-unknown-kind',
      'communities.csv-unknown-organization',
      'communities.csv-no-name',
      'communities.csv-unknown-kind',
      'communities.csv-twice',
    ])
  })
})

describe('abuse', () => {
  test('CO64 what is no table is refused as a whole', async () => {
    const { id, facilitator } = await newCommunity(people)
    const call = (csv: string) => imported(facilitator, id, 'members', csv)
    await expect(call('email\n"open')).rejects.toEqual(refusal('invalid', 'communities.csv-unreadable'))
    for (const csv of ['', '\n\n', 'name\nx', 'email,courriel\na@example.org,b@example.org', '\u0000\u0001\u0002'])
      await expect(call(csv)).rejects.toEqual(refusal('invalid', 'communities.csv-columns'))
    const many = `email\n${Array.from({ length: 1001 }, (_, place) => `p${place}@example.org`).join('\n')}`
    await expect(call(many)).rejects.toEqual(refusal('too-large', 'communities.csv-too-long'))
    await expect(call(`email\n${'x'.repeat(300_000)}`)).rejects.toEqual(refusal('too-large'))
    expect(await call('email\n')).toEqual({ lines: [], applied: true })
  })

  test('CO67 cells are text', async () => {
    const place = await newCommunity(people)
    const { id, facilitator } = place
    const names = [
      '=HYPERLINK("http://x";"y")',
      '<img src=x onerror=alert(1)>',
      '__proto__',
      'constructor',
      '−1+1',
      'रेखा',
    ]
    const csv = csvOf(
      'name,kind,__proto__,constructor',
      ...names.map((name) => `"${name.replaceAll('"', '""')}",partner,x,y`),
    )
    expect(outcomes(await imported(facilitator, id, 'organizations', csv))).toEqual(names.map(() => 'added'))
    expect((await snapshotOf(place)).organizations.map((one) => one.name)).toEqual(names)
    const odd = csvOf('email,role', 'x@example.org,__proto__', 'y@example.org,constructor')
    expect(outcomes(await imported(facilitator, id, 'members', odd))).toEqual(
      Array(2).fill('communities.csv-unknown-role'),
    )
    expect(
      outcomes(await imported(facilitator, id, 'organizations', csvOf('name,kind', `${'x'.repeat(161)},partner`))),
    ).toEqual(['communities.csv-bad-cell'])
  })
})

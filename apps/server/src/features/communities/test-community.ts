import type { communities } from '@convene/protocol'
import { connect, type TestClient, tokenFor } from '../../testing/client.ts'
import type { TestServer } from '../../testing/start-server.ts'

/** Someone with an account and a live connection. */
export interface TestPerson {
  readonly personId: string
  readonly handle: string
  readonly name: string
  readonly email: string
  readonly client: TestClient
}

/** Registers someone new and connects them. */
export async function newPerson(server: TestServer, name: string): Promise<TestPerson> {
  const handle = newHandle(server)
  const email = `${handle}@example.org`
  await server.register({ email, name, handle })
  const { token, personId } = await tokenFor(server.url, handle)
  return { personId, handle, name, email, client: await connect(server.url, { token }) }
}

/** A community with one of each role, and somebody outside. */
export interface TestCommunity {
  readonly id: string
  readonly handle: string
  readonly owner: TestPerson
  readonly facilitator: TestPerson
  readonly member: TestPerson
  readonly observer: TestPerson
  readonly stranger: TestPerson
}

type People = Omit<TestCommunity, 'id' | 'handle'> & { readonly server: TestServer }

export async function newPeople(server: TestServer): Promise<People & { close(): void }> {
  const [owner, facilitator, member, observer, stranger] = await Promise.all([
    newPerson(server, 'Olive Owner'),
    newPerson(server, 'Farid Facilitator'),
    newPerson(server, 'Mina Member'),
    newPerson(server, 'Otto Observer'),
    newPerson(server, 'Stella Stranger'),
  ])
  const people = { owner, facilitator, member, observer, stranger }
  return {
    ...people,
    server,
    close() {
      for (const { client } of Object.values(people)) client.close()
    },
  }
}

export async function newCommunity(
  { server, owner, facilitator, member, observer, stranger }: People,
  about: Partial<Pick<communities.Community, 'name' | 'joinPolicy' | 'visibility' | 'languages' | 'functions'>> = {},
): Promise<TestCommunity> {
  const handle = newHandle(server)
  const made = await owner.client.call('communities.create', {
    handle,
    name: 'River Valley Network',
    timeZone: 'America/Toronto',
    ...about,
  })
  const id = idIn(made, 'communityId')
  for (const [role, { personId }] of Object.entries({ facilitator, member, observer }))
    await owner.client.call('communities.addMember', { communityId: id, personId, role })
  return { id, handle, owner, facilitator, member, observer, stranger }
}

/** The random end of a new id. */
const newHandle = ({ services }: TestServer): string => `h-${services.newId().slice(-12)}`

/** A field of an answer that must be text. */
export function idIn(answer: unknown, field: string): string {
  const value =
    typeof answer === 'object' && answer !== null ? Object.entries(answer).find(([key]) => key === field) : undefined
  if (typeof value?.[1] !== 'string') throw new Error(`the answer has no ${field}: ${JSON.stringify(answer)}`)
  return value[1]
}

/** What a refused call rejects with. */
export const refusal = (kind: string, reason?: string) =>
  expect.objectContaining({ error: expect.objectContaining({ kind, ...(reason && { reason }) }) })

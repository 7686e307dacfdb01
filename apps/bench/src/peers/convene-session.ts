import { isRecord } from '../wire/is-record.ts'

/** The example communities, through the public interface alone, as any integration would go. */
export interface Session {
  readonly token: string
  /** `POST /api/v1/<name>`; its output, or an error that names the reason. */
  call(name: string, input: Record<string, unknown>): Promise<unknown>
  /** What a follower of the stream starts from. */
  snapshot(stream: string): Promise<unknown>
  /** `community/<id>` of the community everyone in this benchmark belongs to. */
  readonly community: string
}

const PERSON = 'partner'
const COMMUNITY = 'respite'

export async function signIn(url: string): Promise<Session> {
  const answer = await request(`${url}/api/v1/identity.demoSignIn`, null, { person: PERSON })
  const token = text(answer, 'token')
  const call: Session['call'] = (name, input) => request(`${url}/api/v1/${name}`, token, input)
  const mine = items(await call('communities.mine', {}), 'communities')
  const community = mine.find((one) => one.handle === COMMUNITY)
  return {
    token,
    call,
    snapshot: async (stream) => field(await request(`${url}/api/v1/stream/${stream}`, token), 'snapshot'),
    community: `community/${text(community, 'id')}`,
  }
}

/** A field that must be there: the interface promises it, and a benchmark of anything else would mislead. */
export function field(value: unknown, name: string): unknown {
  if (!isRecord(value) || value[name] === undefined)
    throw new Error(`The answer has no ${name}: ${JSON.stringify(value)}`)
  return value[name]
}

export function text(value: unknown, name: string): string {
  const found = field(value, name)
  if (typeof found !== 'string') throw new Error(`${name} is not a text`)
  return found
}

export function items(value: unknown, name: string): Record<string, unknown>[] {
  const found = field(value, name)
  if (!Array.isArray(found)) throw new Error(`${name} is not a list`)
  return found.filter(isRecord)
}

async function request(address: string, token: string | null, body?: Record<string, unknown>): Promise<unknown> {
  const response = await fetch(address, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${JSON.stringify(answer)}`)
  return answer
}

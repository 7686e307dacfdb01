import { z } from 'zod'

/** How a test says who it is. */
export interface Proof {
  readonly token?: string | undefined
  readonly cookie?: string | undefined
  readonly headers?: Record<string, string>
}

export interface Posted {
  readonly status: number
  /** The output, or `{ error }`. */
  readonly body: unknown
  /** `Set-Cookie` headers as sent. */
  readonly cookies: readonly string[]
}

/** Calls a command over HTTP as a page or a script would. */
export async function post(url: string, name: string, input: unknown = {}, proof: Proof = {}): Promise<Posted> {
  const response = await fetch(`${url}/api/v1/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(proof.token !== undefined && { authorization: `Bearer ${proof.token}` }),
      ...(proof.cookie !== undefined && { cookie: proof.cookie }),
      ...proof.headers,
    },
    body: JSON.stringify(input),
  })
  return { status: response.status, body: await response.json(), cookies: response.headers.getSetCookie() }
}

/** What a browser sends back of the cookies it was given. */
export const cookieOf = ({ cookies }: Posted): string => cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')

/** The token of a sign-in that must have worked. */
export function tokenOf({ status, body }: Posted): string {
  if (status !== 200) throw new Error(`signing in answered ${status}: ${JSON.stringify(body)}`)
  return signedIn.parse(body).token
}
const signedIn = z.object({ token: z.string() })

/** The status and reason of a refusal, to compare. */
export const refusal = (status: number, reason: string) => ({
  status,
  body: { error: expect.objectContaining({ reason }) },
})

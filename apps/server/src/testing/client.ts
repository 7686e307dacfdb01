import type { StreamEvent, WireError } from '@convene/protocol'
import { io, type Socket } from 'socket.io-client'
import { z } from 'zod'

/** A real Socket.IO client, with promises. */
export interface TestClient {
  readonly socket: Socket
  /** Resolves with the output, rejects with a `CallFailed`. */
  call(name: string, input?: unknown, key?: string): Promise<unknown>
  follow(stream: string, since?: number): Promise<Followed>
  /** Everything received on followed streams, in order. */
  readonly events: { stream: string; event: StreamEvent }[]
  /** Resolves with the first event (past or future) that fits. */
  until(fits: (event: StreamEvent, stream: string) => boolean): Promise<StreamEvent>
  /** The next message of this name from the server. */
  next(name: string): Promise<unknown>
  close(): void
}

export interface Followed {
  seq: number
  snapshot?: Record<string, unknown> | undefined
  events?: StreamEvent[] | undefined
}

export class CallFailed extends Error {
  override readonly name = 'CallFailed'
  readonly error: WireError
  constructor(error: WireError) {
    super(`${error.kind}: ${error.reason}`)
    this.error = error
  }
}

/** Signs in as an example person and returns their token. */
export async function tokenFor(url: string, person: string): Promise<{ token: string; personId: string }> {
  const response = await fetch(`${url}/api/v1/identity.demoSignIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  })
  if (!response.ok) throw new Error(`demo sign-in answered ${response.status}: ${await response.text()}`)
  const { token, person: signedIn } = signInAnswer.parse(await response.json())
  return { token, personId: signedIn.id }
}
const signInAnswer = z.object({ token: z.string(), person: z.object({ id: z.string() }) })

/** Connects; rejects when the server refuses. `prepare` may listen before anything arrives. */
export async function connect(
  url: string,
  auth: { token?: string; version?: number },
  prepare: (socket: Socket) => void = () => {},
): Promise<TestClient> {
  const socket = io(url, { auth, transports: ['websocket'], forceNew: true, reconnection: false })
  prepare(socket)
  const events: TestClient['events'] = []
  const waiting = new Set<(event: StreamEvent, stream: string) => void>()
  socket.on('events', (packet: { stream: string; events: StreamEvent[] }) => {
    for (const event of packet.events) {
      events.push({ stream: packet.stream, event })
      for (const look of [...waiting]) look(event, packet.stream)
    }
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('connect_error', reject)
  })
  return {
    socket,
    events,
    async call(name, input = {}, key) {
      return answered(await socket.timeout(ACK_MS).emitWithAck('call', name, input, key ?? null)).output
    },
    async follow(stream, since) {
      return answered(await socket.timeout(ACK_MS).emitWithAck('follow', { stream, since }))
    },
    until: (fits) =>
      new Promise((resolve) => {
        const known = events.find(({ event, stream }) => fits(event, stream))
        if (known) return resolve(known.event)
        const look = (event: StreamEvent, stream: string) => {
          if (!fits(event, stream)) return
          waiting.delete(look)
          resolve(event)
        }
        waiting.add(look)
      }),
    next: (name) => new Promise((resolve) => socket.once(name, resolve)),
    close: () => void socket.disconnect(),
  }
}

const ACK_MS = 10_000

type Answer = ({ ok: true; output?: unknown } & Followed) | { ok: false; error: WireError }
function answered(answer: Answer) {
  if (answer.ok) return answer
  throw new CallFailed(answer.error)
}

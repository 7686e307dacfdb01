import {
  AppError,
  type Contract,
  identity,
  type SignalContract,
  type Slice,
  type StreamEvent,
  type StreamName,
} from '@convene/protocol'
import type { z } from 'zod'
import type { Clock } from './clock.ts'
import { type ClientStatus, connection } from './connection.ts'
import type { FollowedStream, StreamView } from './followed-stream.ts'
import { type HeadWatch, headWatch } from './heads.ts'
import { type Fetch, httpCall } from './http-call.ts'
import type { Keep } from './keep.ts'
import { callAnswer, followAnswer, watchAnswer } from './messages.ts'
import { parseOutput } from './parse-output.ts'
import { type Readable, writable } from './readable.ts'
import { readMessages } from './server-messages.ts'
import type { Remember, Session } from './session.ts'
import { type SignalHub, signalHub } from './signals.ts'
import { followedStreams } from './streams.ts'
import type { Transport } from './transport.ts'
import { until } from './until.ts'

const CALL_TIMEOUT_MS = 15_000
const FOLLOW_TIMEOUT_MS = 20_000

export interface CallOptions {
  /** Idempotency key: the same again, after a lost answer, returns the first result. Make one with `newKey`. */
  readonly key?: string
  /** Stops waiting; the server may still do it. */
  readonly signal?: AbortSignal
  /** Over HTTP even for a person: the answer changes the session cookie. */
  readonly overHttp?: boolean
}

/** The one client of the protocol: one connection, every stream once, the device's own copy. */
export interface Client {
  readonly status: Readable<ClientStatus>
  readonly session: Readable<Session>
  readonly heads: HeadWatch
  /** @throws AppError; `unavailable` means that it may or may not have been done: the same `key` makes trying again safe. */
  call<I extends z.ZodType, O extends z.ZodType>(
    contract: Contract<I, O>,
    input: z.input<I>,
    options?: CallOptions,
  ): Promise<z.output<O>>
  /** Follows until `release`; hooks do both. */
  retain(stream: StreamName): FollowedStream
  release(stream: StreamName): void
  /** What is held of a stream that some part of the page follows already. */
  peek(stream: StreamName): StreamView | undefined
  /** Follows, and hears each event once, in order; returns the end of both. */
  onEvents(stream: StreamName, listener: (events: readonly StreamEvent[]) => void): () => void
  onSignal<D>(
    stream: StreamName,
    contract: SignalContract<D>,
    listener: (data: D, by: string | null) => void,
  ): () => void
  /** Fleeting: dropped while there is no connection. */
  sendSignal<D>(stream: StreamName, contract: SignalContract<D>, data: D): void
  newKey(): string
  now(): number
  after: Clock['after']
  start(): void
  wake(): void
  /** The server set a session: connect as that person. Resolves when it is known who it is. */
  signedIn(): Promise<void>
  /** Forgets the person and everything kept on this device; the server's session is ended by the caller. */
  signedOut(): Promise<void>
}

export interface ClientDeps {
  readonly transport: Transport
  readonly fetch: Fetch
  readonly keep: Keep
  readonly remember: Remember
  readonly clock: Clock
  /** In [0, 1). */
  readonly random: () => number
  readonly newKey: () => string
  readonly slices: readonly Slice[]
}

export function createClient(deps: ClientDeps): Client {
  const { transport, clock, random, remember } = deps
  const person = remember.read()
  const session = writable<Session>(person ? { state: 'signed-in', personId: person } : { state: 'unknown' })
  const signals: SignalHub = signalHub()

  const link = connection(transport, clock, random, {
    connected() {
      streams.connected()
      heads.connected()
      void learnWhoIAm()
    },
    disconnected: () => streams.disconnected(),
    message: readMessages({
      events: (stream, events) => streams.receive(stream, events),
      heads: (news) => heads.receive(news),
      signal: (signal) => signals.receive(signal),
      ended: (stream, reason) => streams.ended(stream, reason),
      restarting: (retryInMs) => link.restarting(retryInMs),
      stale: () => link.stop('stale'),
    }),
  })
  link.status.subscribe(() => {
    if (link.status.get() === 'signed-out') void forget()
  })

  const streams = followedStreams({
    slices: deps.slices,
    clock,
    random,
    keep: deps.keep,
    follow: async (stream, since) =>
      followAnswer.parse(await transport.request('follow', [{ stream, ...(since && { since }) }], FOLLOW_TIMEOUT_MS)),
    unfollow: (stream) => transport.send('unfollow', { stream }),
  })
  const heads = headWatch(clock, async (watched) => {
    const answer = watchAnswer.parse(await transport.request('watch', [{ streams: watched }], CALL_TIMEOUT_MS))
    return answer.heads ?? {}
  })

  async function learnWhoIAm(): Promise<void> {
    try {
      const { me } = await client.call(identity.whoAmI, {})
      const before = session.get()
      if (before.state === 'signed-in' && before.personId === me.id) return
      if (before.state === 'signed-in') await streams.clear()
      remember.write(me.id)
      session.set({ state: 'signed-in', personId: me.id })
    } catch {
      // Signed out was dealt with in `call`; a lost connection asks again when it is back.
    }
  }

  async function forget(): Promise<void> {
    remember.write(undefined)
    heads.clear()
    await streams.clear()
    session.set({ state: 'signed-out' })
  }

  async function overSocket(name: string, input: unknown, { key, signal }: CallOptions): Promise<unknown> {
    signal?.throwIfAborted()
    const answer = callAnswer.parse(await transport.request('call', [name, input, key ?? null], CALL_TIMEOUT_MS))
    signal?.throwIfAborted()
    if (answer.ok) return answer.output
    if (answer.error.kind === 'unauthenticated') link.stop('signed-out')
    throw new AppError(answer.error.kind, answer.error.reason, answer.error.details)
  }

  const client: Client = {
    status: link.status,
    session,
    heads,
    async call(contract, input, options = {}) {
      if (contract.who === 'public' || options.overHttp) return httpCall(deps.fetch, contract, input, options.signal)
      return parseOutput(contract, await overSocket(contract.name, input, options))
    },
    retain: streams.retain,
    release: streams.release,
    peek: streams.peek,
    onEvents(stream, listener) {
      const end = streams.retain(stream).onEvents(listener)
      return () => {
        end()
        streams.release(stream)
      }
    },
    onSignal: signals.on,
    sendSignal: (stream, contract, data) => transport.send('signal', { stream, type: contract.type, data }),
    newKey: deps.newKey,
    now: clock.now,
    after: clock.after,
    start: link.open,
    wake: link.wake,
    signedIn() {
      session.set({ state: 'unknown' })
      const known = until(session, (now) => now.state !== 'unknown')
      link.open()
      return known
    },
    async signedOut() {
      link.stop('signed-out')
      await until(session, (now) => now.state === 'signed-out')
    },
  }
  return client
}

import { AppError, type StreamEvent, type StreamName, type WireError } from '@convene/protocol'
import type { Transport, TransportEvents } from '../transport.ts'

interface Log {
  readonly events: StreamEvent[]
  snapshot(): Record<string, unknown>
}

/** A request as it arrived, for a test to look at. */
export interface Request {
  readonly name: string
  readonly args: readonly unknown[]
}

/** The far end of the wire, driven by a test: holds streams, answers what it is told to, loses what it is told to. */
export function scriptedServer() {
  const streams = new Map<string, Log>()
  const requests: Request[] = []
  const sent: Request[] = []
  const handlers = new Map<string, (...args: readonly unknown[]) => unknown>()
  const held: (() => void)[] = []
  let page: TransportEvents | undefined
  let connected = false
  let connects = 0
  let hold = false
  let outlive = false
  let epoch = 0

  handlers.set('follow', (input) => follow(streams, input))
  handlers.set('watch', () => ({ ok: true, heads: {} }))

  const transport: Transport = {
    listen(events) {
      page = events
    },
    connect() {
      connects += 1
    },
    disconnect() {
      connected = false
      epoch += 1
    },
    async request(name, args) {
      requests.push({ name, args })
      const mine = epoch
      if (!connected) throw new AppError('unavailable', 'net.disconnected')
      const answer = handlers.get(name)?.(...args) ?? { ok: false, error: { kind: 'not-found', reason: 'nothing' } }
      if (hold) await new Promise<void>((resolve) => held.push(resolve))
      if (mine !== epoch && !outlive) throw new AppError('unavailable', 'net.disconnected')
      return structuredClone(answer)
    },
    send: (name, payload) => void sent.push({ name, args: [payload] }),
  }

  return {
    transport,
    requests,
    sent,
    get connects() {
      return connects
    },
    /** Requests of one kind, as they came. */
    asked: (name: string) => requests.filter((request) => request.name === name).map(({ args }) => args[0]),
    answer(name: string, handler: (...args: readonly unknown[]) => unknown) {
      handlers.set(name, handler)
    },
    stream(name: StreamName, log: Log) {
      streams.set(name, log)
    },
    accept() {
      connected = true
      page?.connected()
    },
    refuse: (error?: WireError) => page?.refused(error),
    cut() {
      connected = false
      epoch += 1
      page?.disconnected()
    },
    push: (name: string, payload: unknown) => page?.message(name, structuredClone(payload)),
    /** Answers wait from here on, as on a slow line. */
    holdAnswers() {
      hold = true
    },
    /** Answers under way come even after their connection is gone. */
    letAnswersOutlive() {
      outlive = true
    },
    releaseAnswers() {
      hold = false
      for (const release of held.splice(0)) release()
    },
  }
}

function follow(streams: ReadonlyMap<string, Log>, input: unknown): unknown {
  const { stream, since } = asFollow(input)
  const log = streams.get(stream)
  if (!log) return { ok: false, error: { kind: 'not-found', reason: 'stream.not-found' } }
  const seq = log.events.at(-1)?.seq ?? 0
  if (since === undefined) return { ok: true, seq, snapshot: log.snapshot() }
  return { ok: true, seq, events: log.events.filter((event) => event.seq > since) }
}

function asFollow(input: unknown): { stream: string; since: number | undefined } {
  if (typeof input !== 'object' || input === null || !('stream' in input)) throw new Error('not a follow')
  const since = 'since' in input && typeof input.since === 'number' ? input.since : undefined
  return { stream: String(input.stream), since }
}

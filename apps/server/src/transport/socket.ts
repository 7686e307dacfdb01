import type { Server as HttpServer } from 'node:http'
import { AppError, type StreamName, streamName, WIRE_VERSION } from '@convene/protocol'
import type { Logger } from 'pino'
import { Server, type Socket } from 'socket.io'
import { z } from 'zod'
import type { PersonActor } from '../kit/actor.ts'
import type { Connections } from '../kit/connections.ts'
import type { Executor } from '../kit/execute.ts'
import type { Follower, Hub } from '../kit/hub.ts'
import type { Authenticator } from '../kit/identity-port.ts'
import type { Clock } from '../kit/services.ts'
import type { StreamSignal } from '../kit/stream-signals.ts'
import { toWire } from '../kit/to-wire.ts'
import { type TokenBucket, tokenBucket } from '../kit/token-bucket.ts'
import { addressOf } from './address.ts'
import { bufferedBytes } from './buffered.ts'
import { originAllowed } from './origin.ts'
import { createPending, type Pending } from './pending.ts'
import { broadcastShared } from './shared-frame.ts'

/** Largest packet a client may send. */
const PACKET_MAX_BYTES = 1_000_000
/** Packets of one connection, before `CONVENE_RATE_FACTOR`. */
const PACKETS_PER_SECOND = 100
const PACKETS_BURST = 400
/** Refused packets after which a connection that keeps flooding is cut. */
const REFUSED_MAX = 1000
/** Above this much waiting to leave, a follower is cut to a new follow instead of buffering without bound. */
export const BUFFERED_MAX_BYTES = 1_000_000
const SWEEP_EVERY_MS = 1000
/** A connection that does not say who it is ends after this. */
const CONNECT_TIMEOUT_MS = 10_000
/** A refused connection gets this long to read why. */
const REFUSED_LINGER_MS = 500

export interface SocketTransport {
  readonly io: Server
  broadcast(stream: StreamName, events: unknown[]): void
  signal(signal: StreamSignal): void
  /** Starts answering connections. */
  serve(hub: Hub, onSignal: (raw: unknown, follower: Follower) => void): void
  /** Tells every page that the server restarts. */
  restarting(retryInMs: number): void
  close(): Promise<void>
}

export interface SocketOptions {
  http: HttpServer
  authenticator: Authenticator
  executor: Executor
  connections: Connections
  clock: Clock
  log: Logger
  url: string
  rateFactor: number
  trustProxy: boolean
  /** Further handlers of each connection (notes over the socket). */
  onConnection: (socket: Socket, actor: PersonActor) => void
}

export function createSocketTransport(options: SocketOptions): SocketTransport {
  const { clock, log } = options
  const io = new Server(options.http, {
    serveClient: false,
    destroyUpgrade: false,
    maxHttpBufferSize: PACKET_MAX_BYTES,
    perMessageDeflate: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    allowRequest: (request, decide) => decide(null, originAllowed(request, options.url)),
  })

  const pending = createPending(options.rateFactor)
  const nobodys = new WeakMap<Connection, () => void>()
  io.engine.on('connection', (connection: Connection) => {
    const release = holdPending(connection, pending, options)
    if (release) nobodys.set(connection, release)
  })

  let cancelSweep: (() => void) | undefined
  const sweep = () => {
    for (const socket of io.sockets.sockets.values()) cutIfLagging(socket, log)
    cancelSweep = clock.after(SWEEP_EVERY_MS, sweep)
  }
  sweep()

  return {
    io,
    broadcast: (stream, events) => broadcastShared(io, stream, 'events', { stream, events }),
    signal: (signal) => io.local.volatile.to(signal.stream).emit('signal', signal),
    serve(hub, onSignal) {
      io.use((socket, next) => {
        authenticate(socket, options, hub).then(
          () => {
            nobodys.get(socket.conn)?.()
            next()
          },
          (error) => {
            next(handshakeError(error, log))
            clock.after(REFUSED_LINGER_MS, () => socket.conn.close(true))
          },
        )
      })
      io.on('connection', (socket) => connected(socket, options, hub, onSignal))
    },
    restarting: (retryInMs) => io.local.emit('restarting', { retryInMs }),
    async close() {
      cancelSweep?.()
      io.disconnectSockets(true)
      await io.close()
    },
  }
}

type Connection = Socket['conn']

/** Counts a connection until its person is known or it closes; returns what to call when it is known. */
function holdPending(connection: Connection, pending: Pending, options: SocketOptions): (() => void) | undefined {
  const address = addressOf(connection.request, options.trustProxy)
  if (!pending.enter(address)) {
    connection.close(true)
    return undefined
  }
  let held = true
  const release = () => {
    if (held) pending.leave(address)
    held = false
  }
  connection.once('close', release)
  return release
}

const auth = z.object({ token: z.string().max(4096).optional(), version: z.number().optional() })

async function authenticate(socket: Socket, { authenticator, connections }: SocketOptions, hub: Hub): Promise<void> {
  const given = auth.safeParse(socket.handshake.auth)
  const token = given.success ? given.data.token : undefined
  const actor = await authenticator.authenticate(
    token ? { authorization: `Bearer ${token}` } : { cookie: socket.handshake.headers.cookie },
  )
  if (actor.kind !== 'person') throw new AppError('unauthenticated', 'identity.sign-in-first')
  const remove = connections.add({
    personId: actor.personId,
    sessionId: actor.sessionId,
    end() {
      socket.emit('ended', { stream: '', reason: 'session.ended' })
      // Before its handshake is over a socket has nothing to disconnect but the connection under it.
      if (socket.connected) socket.disconnect(true)
      else socket.conn.close(true)
    },
    recheck: () => void hub.recheck(actor.personId),
  })
  // Gone while it was asked who it is: its close is told no more.
  if (socket.conn.readyState === 'open') socket.conn.once('close', remove)
  else remove()
  // Ended after it was looked up and before it was known here: no event will tell again.
  if (!(await authenticator.lives(actor.sessionId))) {
    remove()
    throw new AppError('unauthenticated', 'identity.sign-in-first')
  }
  socket.data.actor = actor
}

function connected(
  socket: Socket,
  options: SocketOptions,
  hub: Hub,
  onSignal: (raw: unknown, follower: Follower) => void,
): void {
  const actor: PersonActor = socket.data.actor
  const { executor, clock, log, rateFactor } = options
  const follower = followerOf(socket, actor)
  const bucket = tokenBucket(PACKETS_PER_SECOND * rateFactor, PACKETS_BURST * rateFactor)
  const address = addressOf(socket.request, options.trustProxy)
  const version = auth.safeParse(socket.handshake.auth).data?.version
  if (version !== undefined && version !== WIRE_VERSION) socket.emit('stale', { version: WIRE_VERSION })

  limitPackets(socket, bucket, clock)
  socket.on('call', (name: unknown, input: unknown, key: unknown, ack: unknown) => {
    const done = acknowledge(ack, log)
    const parsed = callShape.safeParse({ name, key })
    if (!parsed.success) return done.fail(new AppError('invalid', 'socket.bad-call'))
    executor
      .execute(parsed.data.name, input, { actor, key: parsed.data.key ?? undefined, address })
      .then((output) => done.ok({ output }), done.fail)
  })
  socket.on('follow', (raw: unknown, ack: unknown) => {
    const done = acknowledge(ack, log)
    const parsed = followShape.safeParse(raw)
    if (!parsed.success) return done.fail(new AppError('invalid', 'socket.bad-follow'))
    hub.follow(follower, parsed.data.stream, parsed.data.since).then(done.ok, done.fail)
  })
  socket.on('unfollow', (raw: unknown) => {
    const parsed = unfollowShape.safeParse(raw)
    if (parsed.success) hub.unfollow(follower, parsed.data.stream)
  })
  socket.on('watch', (raw: unknown, ack: unknown) => {
    const done = acknowledge(ack, log)
    const parsed = watchShape.safeParse(raw)
    if (!parsed.success) return done.fail(new AppError('invalid', 'socket.bad-watch'))
    hub.watch(follower, parsed.data.streams).then((heads) => {
      follower.heads(heads)
      done.ok({ heads })
    }, done.fail)
  })
  socket.on('signal', (raw: unknown) => onSignal(raw, follower))
  socket.on('disconnect', () => hub.gone(follower))
  options.onConnection(socket, actor)
}

const callShape = z.object({ name: z.string().max(100), key: z.string().nullish() })
const followShape = z.object({ stream: streamName, since: z.number().int().nonnegative().optional() })
const unfollowShape = z.object({ stream: streamName })
const watchShape = z.object({ streams: z.array(streamName).max(500) })

function followerOf(socket: Socket, actor: PersonActor): Follower {
  return {
    id: socket.id,
    actor,
    join: (stream) => void socket.join(stream),
    leave: (stream) => void socket.leave(stream),
    ended: (stream, reason) => void socket.emit('ended', { stream, reason }),
    heads: (heads) => void socket.emit('heads', heads),
  }
}

/** Answers once, through the client's acknowledgement; a client that asked for none gets none. */
function acknowledge(ack: unknown, log: Logger) {
  const answer = typeof ack === 'function' ? ack : () => {}
  return {
    ok: (fields: object) => void answer({ ok: true, ...fields }),
    fail: (error: unknown) => void answer({ ok: false, error: toWire(error, log) }),
  }
}

function limitPackets(socket: Socket, bucket: TokenBucket, clock: Clock): void {
  let refused = 0
  socket.use((packet, next) => {
    const now = clock.now()
    if (bucket.take(now)) return next()
    if (++refused > REFUSED_MAX) return void socket.disconnect(true)
    const ack = packet.at(-1)
    const error = new AppError('rate-limited', 'socket.too-fast', { retryInMs: bucket.waitMs(now) })
    if (typeof ack === 'function') ack({ ok: false, error: error.toWire() })
  })
}

/** Nothing is dropped silently: a follower that cannot keep up is cut, comes back, and catches up by seq. */
function cutIfLagging(socket: Socket, log: Logger): void {
  const waiting = bufferedBytes(socket)
  if (waiting <= BUFFERED_MAX_BYTES) return
  log.warn({ socket: socket.id, waiting }, 'a follower lags too far behind and was cut')
  socket.conn.close(true)
}

function handshakeError(error: unknown, log: Logger): Error {
  const wire = toWire(error, log)
  return Object.assign(new Error(wire.reason), { data: wire })
}

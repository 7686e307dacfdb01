import { createNotesServer, defaultLimits } from '@convene/notes-sync'
import type { AnyTable, Migration, Store } from '@convene/store'
import type { Logger } from 'pino'
import type { MakeLimiter, Register } from './features/identity/index.ts'
import { createFeatures, migrations, tables } from './features/index.ts'
import { notesAccess } from './features/meetings/index.ts'
import { lookAgainAfterLoss } from './kit/after-loss.ts'
import { type Bus, noBus } from './kit/bus.ts'
import { createConnections } from './kit/connections.ts'
import { createExecutor, type Executor } from './kit/execute.ts'
import type { Feature, LiveConnections } from './kit/feature.ts'
import { createFeed } from './kit/feed.ts'
import { createHub } from './kit/hub.ts'
import { startJobs } from './kit/job-runner.ts'
import { measured } from './kit/measured.ts'
import { createMetrics } from './kit/metrics.ts'
import { nodeSignals } from './kit/node-signals.ts'
import { notesLimits } from './kit/notes-limits.ts'
import { startPatrol } from './kit/patrol.ts'
import type { Clock, Services } from './kit/services.ts'
import { streamReader } from './kit/snapshot.ts'
import { relaySignals } from './kit/stream-signals.ts'
import { createHttp } from './transport/express.ts'
import { type Listener, listen } from './transport/http-server.ts'
import { notesDoor } from './transport/notes-door.ts'
import { carryNotes } from './transport/notes-socket.ts'
import { createSocketTransport } from './transport/socket.ts'
import { routeUpgrades } from './transport/upgrade.ts'

/** Pages wait about this long before they try again. */
const RETRY_AFTER_RESTART_MS = 1500

export interface ServerOptions {
  /** Opens the store with the tables and migrations of all features. The server closes it. */
  openStore(tables: readonly AnyTable[], migrations: readonly Migration[]): Promise<Store>
  /** The way to the other nodes; absent on a node alone. */
  bus?: Bus
  /** Where tries to sign in are counted; in memory, for this node alone, when absent. */
  makeLimiter?: MakeLimiter
  clock: Clock
  newId: () => string
  randomBytes: (length: number) => Uint8Array
  log: Logger
  /** 0 picks a free port. */
  port: number
  host: string
  /** Public address; the bound one when absent. */
  url?: string | undefined
  secret: string
  demo: boolean
  rateFactor: number
  trustProxy: boolean
  metricsToken?: string | undefined
  /** SMTP relay, `smtp://…`; without it mail is kept in the outbox, readable by an administrator. */
  smtp?: string | undefined
  /** Folder of the built web app. */
  webFolder?: string | undefined
  /** What must be done (examples seeded, say) before anyone is served; until then callers are told to come back. */
  prepare?(centre: Centre): Promise<void>
}

/** The server without its ways in: commands and the store. */
export interface Centre {
  readonly services: Services
  readonly executor: Executor
  readonly register: Register
}

export interface RunningServer extends Centre {
  /** Where it listens: `http://host:port`. */
  readonly url: string
  readonly port: number
  readonly store: Store
  readonly features: readonly Feature[]
  /** Tells pages, lets calls finish, closes connections, then the store; within 5 s. Twice is fine. */
  close(): Promise<void>
}

/** The whole server; every test starts here. Resolves when it is ready. */
export async function createServer(options: ServerOptions): Promise<RunningServer> {
  const listener = await listen(options)
  try {
    return await serveOn(listener, options)
  } catch (error) {
    await listener.close()
    throw error
  }
}

async function serveOn(listener: Listener, options: ServerOptions): Promise<RunningServer> {
  const { clock, log, bus = noBus, rateFactor, trustProxy } = options
  const url = (options.url ?? listener.url).replace(/\/+$/, '')
  const nodeId = options.newId()

  const store = await options.openStore(tables, migrations)
  const services: Services = { store, clock, newId: options.newId, randomBytes: options.randomBytes, log }
  const feed = createFeed(store, bus, log, clock)
  const nodes = nodeSignals(bus, bus !== noBus)
  const connections = createConnections(rateFactor)
  const notes = createNotesServer(
    {
      store,
      feed,
      signals: { publish: nodes.publishBytes, subscribe: nodes.subscribeBytes },
      clock,
      log,
      accessOf: (docName, personId) => notesAccess(store, { personId }, docName),
    },
    notesLimits(rateFactor),
  )

  const set = createFeatures({
    ...options,
    services,
    url,
    nodes,
    nodeId,
    seedNotes: notes.seed,
    kick: (job) => jobs.kick(job),
  })
  const { features, identity } = set
  const metrics = createMetrics(() => connections.count())
  const executor = measured(createExecutor(services, features), metrics, clock)
  identity.bindExecutor(executor)
  const jobs = startJobs(
    services,
    features.flatMap((feature) => feature.jobs ?? []),
    nodeId,
  )
  const closeCentre = async () => {
    set.close()
    feed.close()
    await bus.close()
    await store.close()
  }
  const centre: Centre = { services, executor, register: identity.register }
  try {
    await options.prepare?.(centre)
  } catch (error) {
    await jobs.close()
    await notes.close()
    await closeCentre()
    throw error
  }

  const door = notesDoor({
    notes,
    access: (actor, docName) => notesAccess(store, actor, docName),
    connections,
    lives: identity.lives,
    log,
  })
  const sockets = createSocketTransport({
    http: listener.http,
    authenticator: identity,
    executor,
    connections,
    clock,
    log,
    url,
    rateFactor,
    trustProxy,
    onConnection: (socket, actor) => carryNotes(socket, actor, door),
  })
  const live: LiveConnections = {
    recheck: (personId) => connections.recheck(personId),
    endSession: (sessionId) => connections.endSession(sessionId),
    signal: (stream, type, data) => sockets.signal({ stream, type, by: null, data }),
  }
  const read = streamReader(store, features)
  const hub = createHub({ store, feed, clock, log, features, read, broadcast: sockets.broadcast, live })
  sockets.serve(hub, relaySignals(features, hub, nodes, sockets.signal))
  const afterLoss = lookAgainAfterLoss({ bus, connections, hub, lives: identity.lives, clock, log })
  const patrol = startPatrol({ connections, lives: identity.lives, clock, log })
  const upgrades = routeUpgrades({
    http: listener.http,
    door,
    authenticator: identity,
    clock,
    url,
    frameMaxBytes: defaultLimits.frameBytes,
  })
  listener.serve(
    createHttp({
      authenticator: identity,
      authHandler: identity.handler,
      executor,
      hub,
      log,
      url,
      trustProxy,
      webFolder: options.webFolder,
      ready: () => store.ping(),
      metrics: metrics.registry,
      metricsToken: options.metricsToken,
    }),
  )

  let closing: Promise<void> | undefined
  const shutDown = async () => {
    sockets.restarting(RETRY_AFTER_RESTART_MS)
    const drained = listener.close()
    await jobs.close()
    upgrades.close()
    await notes.close()
    await sockets.close()
    await drained
    afterLoss.close()
    patrol.close()
    hub.close()
    await closeCentre()
  }
  return {
    ...centre,
    url: listener.url,
    port: listener.port,
    store,
    features,
    close: () => (closing ??= shutDown()),
  }
}

import { AppError, httpStatus, streamKinds, streamName } from '@convene/protocol'
import compression from 'compression'
import express, { type Express, type NextFunction, type Request, type Response } from 'express'
import helmet from 'helmet'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Actor } from '../kit/actor.ts'
import type { Executor } from '../kit/execute.ts'
import type { Hub } from '../kit/hub.ts'
import type { Authenticator } from '../kit/identity-port.ts'
import { toWire } from '../kit/to-wire.ts'
import { addressOf } from './address.ts'
import { apiDocs } from './api-docs.ts'
import { openApi } from './open-api.ts'
import { originAllowed } from './origin.ts'
import { pages } from './pages.ts'

/** Largest JSON body of a call. */
const BODY_MAX = '1mb'

export interface HttpOptions {
  authenticator: Authenticator
  /** better-auth's own endpoints, under `/api/auth/`. */
  authHandler: (request: Request, response: Response) => void
  executor: Executor
  hub: Hub
  log: Logger
  url: string
  trustProxy: boolean
  webFolder: string | undefined
  ready: () => Promise<void>
  metrics: Registry
  metricsToken: string | undefined
}

export function createHttp(options: HttpOptions): Express {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', options.trustProxy)
  app.set('query parser', 'simple')
  app.use(helmet(security(options.url)))
  app.use(compression())
  health(app, options)
  app.use('/api', (request, _response, next) =>
    next(originAllowed(request, options.url) ? undefined : new AppError('forbidden', 'origin.not-allowed')),
  )
  app.all('/api/auth/{*rest}', options.authHandler)
  app.use('/api', express.json({ limit: BODY_MAX, strict: false }))
  api(app, options)
  app.use('/api', () => {
    throw new AppError('not-found', 'api.not-found')
  })
  if (options.webFolder) pages(app, options.webFolder)
  app.use((error: unknown, _request: Request, response: Response, next: NextFunction) => {
    if (response.headersSent) return next(error)
    const wire = toWire(expressError(error) ?? error, options.log)
    const retryInMs = wire.details?.retryInMs
    if (typeof retryInMs === 'number') response.set('Retry-After', String(Math.ceil(retryInMs / 1000)))
    response.status(httpStatus[wire.kind]).json({ error: wire })
  })
  return app
}

function api(app: Express, { authenticator, executor, hub, trustProxy }: HttpOptions): void {
  const contracts = [...executor.commands.values()].map((command) => command.contract)
  const document = openApi(contracts)
  const docs = apiDocs(contracts)
  app.get('/api/openapi.json', (_request, response) => void response.json(document))
  app.get('/api/docs', (_request, response) => void response.type('html').send(docs))

  app.post('/api/v1/:command', async (request, response) => {
    const output = await executor.execute(request.params.command, request.body, {
      actor: await actorOf(request, authenticator),
      key: request.get('idempotency-key'),
      address: addressOf(request, trustProxy),
      setCookie: (header) => void response.append('Set-Cookie', header),
    })
    response.json(output)
  })
  app.get(`/api/v1/stream/:kind/:id`, async (request, response) => {
    const stream = streamName.safeParse(`${request.params.kind}/${request.params.id}`)
    if (!stream.success) throw new AppError('invalid', 'stream.bad-name', { kinds: streamKinds })
    const actor = await actorOf(request, authenticator)
    if (actor.kind !== 'person') throw new AppError('unauthenticated', 'identity.sign-in-first')
    response.json(await hub.read(actor, stream.data, sinceOf(request)))
  })
}

function sinceOf(request: Request): number | undefined {
  const raw = request.query.since
  if (raw === undefined) return undefined
  const since = Number(raw)
  if (Number.isSafeInteger(since) && since >= 0) return since
  throw new AppError('invalid', 'stream.bad-since')
}

const actorOf = (request: Request, authenticator: Authenticator): Promise<Actor> =>
  authenticator.authenticate({ cookie: request.headers.cookie, authorization: request.headers.authorization })

function health(app: Express, { ready, metrics, metricsToken }: HttpOptions): void {
  app.get('/healthz', (_request, response) => void response.json({ ok: true }))
  app.get('/readyz', async (_request, response) => {
    try {
      await ready()
      response.json({ ok: true })
    } catch {
      throw new AppError('unavailable', 'store.unreachable')
    }
  })
  app.get('/metrics', async (request, response) => {
    const local =
      /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '') && !request.get('x-forwarded-for')
    const authorized = metricsToken ? request.get('authorization') === `Bearer ${metricsToken}` : local
    if (!authorized) throw new AppError('not-found', 'api.not-found')
    response.type(metrics.contentType).send(await metrics.metrics())
  })
}

/** Errors of express's own body parser and file sender, in our words. */
function expressError(error: unknown): AppError | undefined {
  const type = typeof error === 'object' && error !== null ? Reflect.get(error, 'type') : undefined
  if (type === 'entity.too.large') return new AppError('too-large', 'http.body-too-large', { max: BODY_MAX })
  if (type === 'entity.parse.failed') return new AppError('invalid', 'http.body-not-json')
  const status = typeof error === 'object' && error !== null ? Reflect.get(error, 'status') : undefined
  if (status === 404) return new AppError('not-found', 'page.not-found')
  return status === 400 || status === 415 ? new AppError('invalid', 'http.bad-request') : undefined
}

function security(url: string) {
  const secure = url.startsWith('https:')
  // Browsers that do not count WebSockets as 'self' need their origin by name.
  const sockets = new URL(url).origin.replace(/^http/, 'ws')
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'self'"],
        'script-src': ["'self'"],
        // Mantine sets colours and sizes through style attributes.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'", sockets],
        'worker-src': ["'self'"],
        'manifest-src': ["'self'"],
        'object-src': ["'none'"],
        'base-uri': ["'none'"],
        'form-action': ["'self'"],
        'frame-ancestors': ["'none'"],
        ...(secure && { 'upgrade-insecure-requests': [] }),
      },
    },
    strictTransportSecurity: secure && { maxAge: 31_536_000 },
    crossOriginEmbedderPolicy: false,
  }
}

import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig } from '../apps/server/src/config.ts'
import { createMetrics } from '../apps/server/src/kit/metrics.ts'

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const text = (name: string) => readFileSync(path(name), 'utf8')

const serviceSchema = z.strictObject({
  image: z.string().regex(/^convene$|:.*\d/),
  build: z.strictObject({ context: z.string(), dockerfile: z.string() }).optional(),
  command: z.array(z.string()).optional(),
  restart: z.literal('unless-stopped').optional(),
  init: z.boolean().optional(),
  stop_grace_period: z.string().optional(),
  environment: z.record(z.string(), z.string()).optional(),
  ports: z.array(z.string()).optional(),
  profiles: z.array(z.string()).optional(),
  volumes: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  healthcheck: z.looseObject({ test: z.array(z.string()) }).optional(),
  depends_on: z
    .union([z.array(z.string()), z.record(z.string(), z.strictObject({ condition: z.string() }))])
    .default([]),
})
const composeSchema = z.looseObject({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.strictObject({ environment: z.string() })),
})
const { services, volumes, secrets } = composeSchema.parse(parse(text('compose.yaml'), { merge: true }))

test('OP1 each service is pinned or built here, has what it depends on, and reads only files that exist', () => {
  for (const service of Object.values(services)) {
    const needed = Array.isArray(service.depends_on) ? service.depends_on : Object.keys(service.depends_on)
    for (const name of needed) expect(Object.keys(services)).toContain(name)
    for (const secret of service.secrets) expect(Object.keys(secrets)).toContain(secret)
    for (const [source = ''] of service.volumes.map((volume) => volume.split(':')))
      expect(source.startsWith('./') ? existsSync(path(source)) : source in volumes).toBe(true)
    if (Array.isArray(service.depends_on)) continue
    for (const [name, { condition }] of Object.entries(service.depends_on))
      if (condition === 'service_healthy' && services[name]?.image !== 'convene')
        expect(services[name]).toHaveProperty('healthcheck')
  }
  expect(Object.keys(services)).toEqual(
    expect.arrayContaining(['server1', 'server2', 'mongo1', 'redis', 'mail', 'proxy', 'prometheus']),
  )
})

test('OP2 the servers get settings that the server accepts, and both the same', () => {
  expect(services.server1).toEqual(services.server2)
  const given = Object.entries(services.server1?.environment ?? {}).map(([name, value]) => [name, filledIn(value)])
  const image = Object.fromEntries(
    [...text('Dockerfile').matchAll(/\b(HOST|PORT|CONVENE_\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
  )
  const config = readConfig({ ...image, ...Object.fromEntries(given) }, false)
  expect(config).toMatchObject({ host: '0.0.0.0', port: 3000, demo: false, trustProxy: true })
  expect(config.redis).toBe('redis://redis:6379')
  for (const host of new URL(config.store.replaceAll(/,[^/]+/g, '')).hostname.split(','))
    expect(Object.keys(services)).toContain(host)
})

test('OP3 the proxy passes upgrades on, keeps the caller’s address and host, and sends to both servers', () => {
  const proxy = text('nginx.conf')
  for (const line of [
    'proxy_set_header Upgrade $http_upgrade;',
    'proxy_set_header Connection $connection_upgrade;',
    'proxy_set_header Host $http_host;',
    'proxy_set_header X-Forwarded-For $remote_addr;',
  ])
    expect(proxy).toContain(line)
  const upstreams = [...proxy.matchAll(/upstream (\w+) \{[^}]*\}/g)]
  expect(upstreams.length).toBe(2)
  for (const [block, name] of upstreams) {
    expect([...block.matchAll(/server (\w+):3000/g)].map(([, host]) => host)).toEqual(['server1', 'server2'])
    expect(proxy).toContain(`proxy_pass http://${name};`)
  }
})

test('OP4 Prometheus asks both servers, and every figure of the dashboard is one that the server gives', async () => {
  const { scrape_configs } = z
    .looseObject({
      scrape_configs: z.array(
        z.looseObject({ static_configs: z.array(z.looseObject({ targets: z.array(z.string()) })) }),
      ),
    })
    .parse(parse(text('prometheus.yml')))
  expect(scrape_configs[0]?.static_configs[0]?.targets).toEqual(['server1:3000', 'server2:3000'])

  const { registry } = createMetrics(() => 0)
  const known = (await registry.getMetricsAsJSON()).map(({ name }) => name)
  const { panels } = z
    .looseObject({ panels: z.array(z.looseObject({ targets: z.array(z.looseObject({ expr: z.string() })) })) })
    .parse(JSON.parse(text('dashboard.json')))
  const used = panels.flatMap(({ targets }) =>
    targets.flatMap(({ expr }) => expr.match(/\b(convene|process|nodejs)_\w+/g)),
  )
  expect(used.length).toBeGreaterThan(5)
  for (const figure of used) expect(known).toContain(figure?.replace(/_bucket$/, ''))
})

test('OP5 the image copies the workspace whole, leaves out what was installed or built, and runs as nobody special', () => {
  const file = text('Dockerfile')
  expect(file).toContain('COPY . .')
  const ignored = text('Dockerfile.dockerignore').split('\n')
  expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', 'data', '.git']))
  for (const line of ignored) expect(line).not.toMatch(/^(apps|packages|infra|\*)\b/)
  expect(file.slice(file.lastIndexOf('FROM'))).toMatch(/^USER node$/m)
  const pinned = z.looseObject({ packageManager: z.string() }).parse(JSON.parse(text('../package.json')))
  expect(`pnpm@${/^ARG PNPM=(.+)$/m.exec(file)?.[1]}`).toBe(pinned.packageManager)
})

/** What compose makes of a value, when only what must be set is set. */
function filledIn(value: string): string {
  return value.replace(/\$\{\w+(:-([^}]*)|:\?[^}]*)\}/, (_, _rest, fallback) => fallback ?? 'x'.repeat(32))
}

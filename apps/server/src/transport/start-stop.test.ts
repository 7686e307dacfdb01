import { once } from 'node:events'
import { connect as connectTcp } from 'node:net'
import { openSqliteStore } from '@convene/store/sqlite'
import { freePort, systemClock, tempFolder } from '@convene/testkit'
import WebSocket from 'ws'
import { seedDemo } from '../demo/index.ts'
import { connect, tokenFor } from '../testing/client.ts'
import { startServer } from '../testing/start-server.ts'

test('TR9 until the examples are seeded the server is alive, not ready, and refuses what is asked of it', async () => {
  const port = await freePort()
  const begun = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const starting = startServer({
    port,
    async prepare(centre) {
      begun.resolve()
      await gate.promise
      await seedDemo(centre)
    },
  })
  await begun.promise
  const url = `http://127.0.0.1:${port}`
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect((await fetch(`${url}/readyz`)).status).toBe(503)
  const call = await fetch(`${url}/api/v1/identity.demoSignIn`, { method: 'POST', body: '{"person":"partner"}' })
  expect([call.status, call.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await call.json()).toMatchObject({ error: { kind: 'unavailable', reason: 'server.starting' } })
  const page = await fetch(url, { headers: { accept: 'text/html' } })
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('http-equiv="refresh"')])
  await expect(connect(url, { token: 'any' })).rejects.toThrow()
  const notes = new WebSocket(`${url.replace('http', 'ws')}/notes/any`)
  expect(await new Promise((resolve) => notes.once('error', resolve))).toMatchObject({ message: expect.any(String) })

  gate.resolve()
  const server = await starting
  expect((await fetch(`${url}/readyz`)).status).toBe(200)
  const client = await connect(url, await tokenFor(url, 'partner'))
  await expect(client.call('communities.mine')).resolves.toMatchObject({ communities: [{ handle: 'respite' }] })
  client.close()
  await server.dispose()
})

test('TR9 a start that fails gives back its port and its store', async () => {
  const port = await freePort()
  const folder = await tempFolder()
  const options = {
    port,
    openStore: (
      ...[tables, migrations]: Parameters<NonNullable<Parameters<typeof startServer>[0]>['openStore'] & {}>
    ) => openSqliteStore({ folder: folder.path, tables, migrations, clock: systemClock, windowMs: 0 }),
  }
  const failing = startServer({ ...options, prepare: () => Promise.reject(new Error('no examples today')) })
  await expect(failing).rejects.toThrow('no examples today')
  const server = await startServer(options)
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200)
  await server.dispose()
  await folder.remove()
})

test('TR26 the server stops within 5 s though a hundred sockets and requests answer nothing', async () => {
  const server = await startServer()
  await seedDemo(server)
  const { token } = await tokenFor(server.url, 'partner')
  const open = `${server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
  const silent = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const ws = new WebSocket(open)
      ws.on('error', () => {})
      await once(ws, 'message')
      ws.send(`40${JSON.stringify({ token })}`)
      await once(ws, 'message')
      return ws
    }),
  )
  for (const ws of silent) ws.pause()
  const half = connectTcp(server.port, '127.0.0.1')
  half.on('error', () => {})
  await once(half, 'connect')
  half.write('POST /api/v1/communities.mine HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{')
  const start = performance.now()
  await server.dispose()
  expect(performance.now() - start).toBeLessThan(5000)
  for (const ws of silent) ws.terminate()
  half.destroy()
})

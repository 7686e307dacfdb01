import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { tempFolder } from '@convene/testkit'
import { startServer } from '../testing/start-server.ts'

test('TR8 every page address answers the page, files are found, and a file that vanished is only missing', async () => {
  await using folder = await tempFolder()
  await mkdir(join(folder.path, 'assets'))
  await writeFile(join(folder.path, 'index.html'), '<div id="root"></div>')
  await writeFile(join(folder.path, 'assets', 'app-1a2b.js'), 'export {}')
  const server = await startServer({ webFolder: folder.path })
  const get = (path: string) => fetch(`${server.url}${path}`)
  for (const place of ['/', '/c/respite/channels/x', '/sign-in', '/c/r/meetings/a.b'])
    expect([place, (await get(place)).status, await (await get(place)).text()]).toEqual([
      place,
      200,
      '<div id="root"></div>',
    ])
  const file = await get('/assets/app-1a2b.js')
  expect([file.status, file.headers.get('cache-control')]).toEqual([200, 'public, max-age=31536000, immutable'])
  expect((await get('/assets/old.js')).status).toBe(404)
  expect((await get('/assets/..%2f..%2fpackage.json')).status).toBe(404)
  await rm(join(folder.path, 'index.html'))
  expect((await get('/c/respite')).status).toBe(404)
  expect((await get('/healthz')).status).toBe(200)
  await server.dispose()
})

test('TR19 files that the build compressed are sent as they are, to browsers that read them', async () => {
  await using folder = await tempFolder()
  await mkdir(join(folder.path, 'assets'))
  await writeFile(join(folder.path, 'assets', 'app-1a2b.js'), 'export const plain = true')
  await writeFile(join(folder.path, 'assets', 'app-1a2b.js.br'), brotliCompressSync('export const plain = false'))
  const server = await startServer({ webFolder: folder.path })
  const get = (encoding: string) =>
    fetch(`${server.url}/assets/app-1a2b.js`, { headers: { 'accept-encoding': encoding } })
  const small = await get('gzip, deflate, br')
  expect(small.headers.get('content-encoding')).toBe('br')
  expect(small.headers.get('content-type')).toContain('text/javascript')
  expect(small.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(await small.text()).toBe('export const plain = false')
  expect(await (await get('identity')).text()).toBe('export const plain = true')
  await server.dispose()
})

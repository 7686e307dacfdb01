/**
 * How long a first visit takes on a slow line, from the address to a channel that can be read: `pnpm slow-line [times]`.
 * A measurement, not a test: it prints seconds and what was fetched.
 */
import type { Page } from 'playwright-core'
import { builtApp } from './support/built-app.ts'
import { people } from './support/people.ts'
import { placesOf } from './support/places.ts'
import { serverProcess } from './support/server-process.ts'

/** A poor mobile line, both ways. */
const LINE = { kbitPerSecond: 400, latencyMs: 400 }
const LONGEST_MS = 120_000
const times = Number(process.argv[2] ?? 3)

await builtApp()
const server = await serverProcess()
const crowd = await people(server.url)
try {
  for (let visit = 1; visit <= times; visit += 1) {
    const { page, context } = await crowd.signIn('coordinator', { viewport: { width: 390, height: 844 } })
    const { channel } = await placesOf(context)
    const fetched = await overSlowLine(page)
    const from = performance.now()
    await page.goto(channel.path, { waitUntil: 'commit' })
    await page.locator('article').last().waitFor({ timeout: LONGEST_MS })
    const seconds = (performance.now() - from) / 1000
    console.log(
      `${seconds.toFixed(2)} s, ${fetched.requests} requests, ${Math.round(fetched.bytes / 1024)} KB until then`,
    )
    await context.close()
  }
} finally {
  await crowd.close()
  await server.dispose()
}

/** Slows the page's line down, and counts what comes over it. */
async function overSlowLine(page: Page): Promise<{ requests: number; bytes: number }> {
  const fetched = { requests: 0, bytes: 0 }
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  devtools.on('Network.requestWillBeSent', () => {
    fetched.requests += 1
  })
  devtools.on('Network.dataReceived', ({ encodedDataLength }) => {
    fetched.bytes += encodedDataLength
  })
  const bytesPerSecond = (LINE.kbitPerSecond * 1000) / 8
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: LINE.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  return fetched
}

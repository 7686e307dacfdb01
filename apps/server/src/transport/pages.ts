import { join } from 'node:path'
import express, { type Express } from 'express'
import compressed from 'express-static-gzip'

const YEAR_MS = 365 * 24 * 60 * 60 * 1000

/**
 * The built web app: files by name, and the one page for every other address, so that places can be linked and reloaded.
 * Files under `/assets/` carry their hash in their name and never change.
 */
export function pages(app: Express, folder: string): void {
  app.use(
    '/assets',
    // Scripts and styles as the build compressed them, for browsers that can read that.
    compressed(join(folder, 'assets'), {
      enableBrotli: true,
      orderPreference: ['br', 'gzip'],
      index: false,
      serveStatic: { immutable: true, maxAge: YEAR_MS, redirect: false },
    }),
  )
  app.use(express.static(folder, { index: false, redirect: false, setHeaders: revalidate }))
  app.get('/{*place}', (request, response, next) => {
    if (request.path.startsWith('/assets/')) return next()
    revalidate(response)
    response.sendFile('index.html', { root: folder })
  })
}

const revalidate = (response: { setHeader(name: string, value: string): unknown }) =>
  response.setHeader('Cache-Control', 'no-cache')

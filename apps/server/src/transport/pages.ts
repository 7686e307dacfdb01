import { join } from 'node:path'
import type { Express } from 'express'
import sirv from 'sirv'

/** The built web app: files by name, and the one page for every other address, so that places can be linked and reloaded. */
export function pages(app: Express, folder: string): void {
  app.use(
    sirv(folder, {
      etag: true,
      setHeaders: (response, path) =>
        response.setHeader(
          'Cache-Control',
          path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ),
    }),
  )
  app.get('/{*place}', (request, response, next) => {
    if (request.path.startsWith('/assets/')) return next()
    response.set('Cache-Control', 'no-cache').sendFile(join(folder, 'index.html'))
  })
}

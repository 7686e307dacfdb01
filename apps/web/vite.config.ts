import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { VitePWA } from 'vite-plugin-pwa'

/** Where `vite dev` finds a running server; builds need none. */
const SERVER = 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [
    react(),
    withoutJsonSchema(),
    VitePWA({
      // The page registers the worker itself (`src/ui/service-worker.ts`): the content security policy allows no inline script.
      injectRegister: null,
      registerType: 'prompt',
      manifest: {
        name: 'Convene',
        short_name: 'Convene',
        description: 'Communities of practice meet, talk, and keep what they learn.',
        id: '/',
        start_url: '/',
        display: 'standalone',
        background_color: '#fbfaf7',
        theme_color: '#0b6b6b',
        icons: [
          { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
          { src: '/icon-maskable.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'maskable' },
        ],
      },
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg,woff2}'],
        // Other scripts of the font come when a reader needs them.
        globIgnores: ['**/*-latin-ext-*.woff2', '**/*italic*.woff2'],
        navigateFallback: '/index.html',
        // What the server answers is never taken from a cache.
        navigateFallbackDenylist: [/^\/(api|notes|socket\.io|files|metrics|healthz|readyz)(\/|$)/],
        cleanupOutdatedCaches: true,
      },
    }),
  ],
  build: {
    target: ['chrome109', 'safari16'],
    manifest: true,
    // Safari 16 fetches parts a moment later without it, and everyone fetches less.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/api': SERVER,
      '/socket.io': { target: SERVER, ws: true },
      '/notes': { target: SERVER, ws: true },
    },
  },
})

/** Leaves out of the page how zod writes JSON Schema: only the server does that, and every schema would bring it along. */
function withoutJsonSchema(): Plugin {
  return {
    name: 'without-json-schema',
    apply: 'build',
    transform(code, id) {
      if (!/zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/.test(id)) return undefined
      const names = [...code.matchAll(/^export (?:const|function) (\w+)/gm)].map(([, name]) => name)
      return { code: names.map((name) => `export const ${name} = () => undefined`).join('\n'), map: null }
    },
  }
}

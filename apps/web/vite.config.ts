import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'
import { compression, defineAlgorithm } from 'vite-plugin-compression2'
import { VitePWA } from 'vite-plugin-pwa'

/** Where `vite dev` finds a running server; builds need none. */
const SERVER = 'http://127.0.0.1:3000'

/** Where all that is needed until a channel can be read comes in, beyond the connection. */
const READABLE_CHANNEL = [
  'src/app.tsx',
  'src/features/communities/community-shell.tsx',
  'src/features/chat/channel-page.tsx',
]

export default defineConfig({
  plugins: [
    react(),
    preloaded(READABLE_CHANNEL),
    withoutJsonSchema(),
    // Made once and well, so that the server need not compress each answer.
    compression({
      include: /\.(js|css|html|svg)$/,
      algorithms: [defineAlgorithm('brotliCompress'), defineAlgorithm('gzip')],
    }),
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
    rolldownOptions: {
      output: {
        // On a slow line each file costs a round trip: the connection is one, all that a readable channel needs another.
        codeSplitting: {
          groups: [
            { name: whereReached('connect', ['src/main.ts']), priority: 2 },
            {
              name: whereReached('app', READABLE_CHANNEL),
              priority: 1,
            },
          ],
        },
      },
    },
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

/** Files that name a whole library: what is used of it is found by `LOOK`, or comes with the parts that use it. */
const BARREL = /@(mantine|tabler)\/.*\/(index|icons-react)\.m?js$/
/** What every page uses of these libraries: the theme, and icons. */
const LOOK =
  /@tabler\/icons-react\/|@mantine\/(core\/esm\/core\/(MantineProvider|utils)|hooks\/esm\/(use-(color-scheme|document-visibility|hotkeys|isomorphic|local-storage|media-query|session-storage|window-event)))/

/** The file of this name takes every module that comes with one of these, without a dynamic import on the way. */
function whereReached(name: string, roots: readonly string[]) {
  const reached = new Set<string>()
  return (id: string, chunking: Rolldown.ChunkingContext) => {
    const visit = (at: string) => {
      if (reached.has(at) || BARREL.test(at)) return
      reached.add(at)
      chunking.getModuleInfo(at)?.importedIds.forEach(visit)
    }
    for (const root of roots) visit(fileURLToPath(new URL(root, import.meta.url)))
    return reached.has(id) || (name === 'app' && LOOK.test(id)) ? name : null
  }
}

/** Has the browser fetch the files with these modules at once, though they are imported later. */
function preloaded(modules: readonly string[]): Plugin {
  const isWanted = (id: string | null) => modules.some((module) => id?.endsWith(`/${module}`))
  return {
    name: 'preloaded',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter(
          (one) => one.type === 'chunk' && (isWanted(one.facadeModuleId) || one.moduleIds.some(isWanted)),
        )
        const styles = chunks.flatMap((one) => (one.type === 'chunk' ? [...(one.viteMetadata?.importedCss ?? [])] : []))
        return [
          ...styles.map((file) => ({ tag: 'link', attrs: { rel: 'stylesheet', crossorigin: true, href: `/${file}` } })),
          ...chunks.map(({ fileName }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
          })),
        ].map((link) => ({ ...link, injectTo: 'head' as const }))
      },
    },
  }
}

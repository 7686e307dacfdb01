import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import './ui/mantine.css'
import './ui/tokens.css'
import './ui/base.css'
import { slices } from '@convene/protocol'
import { z } from 'zod'
import { createClient } from './net/client.ts'
import { systemClock } from './net/clock.ts'
import { indexedKeep } from './net/indexed-keep.ts'
import { loadAgain } from './net/load-again.ts'
import { rememberIn } from './net/session.ts'
import { socketTransport } from './net/socket-transport.ts'
import { warmUp } from './net/warm-up.ts'

// The content security policy forbids code made from strings, which zod would otherwise try.
z.config({ jitless: true })

// The connection comes first and alone: on a slow line it opens while the page itself is still on its way.
const client = createClient({
  transport: socketTransport(),
  fetch: (url, init) => fetch(url, init),
  keep: indexedKeep((what, error) => console.warn(what, error)),
  remember: rememberIn(window.localStorage),
  clock: systemClock,
  random: Math.random,
  newKey: () => crypto.randomUUID(),
  slices,
})
window.addEventListener('online', client.wake)
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && client.wake())
client.start()
warmUp(client, location.pathname)

// Without a top-level await: the app's file builds on this one, and would wait for it for ever.
void loadAgain(() => import('./app.tsx')).then(({ showApp }) => showApp(client))

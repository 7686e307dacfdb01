export { HereNow } from './here-now.tsx'
export { type Presence, usePresence } from './use-presence.ts'

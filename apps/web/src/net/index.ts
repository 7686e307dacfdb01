export type { CallOptions, Client } from './client.ts'
export type { ClientStatus } from './connection.ts'
export type { StreamView } from './followed-stream.ts'
export type { Heads } from './heads.ts'
export {
  ClientContext,
  useClient,
  useEvents,
  useHeads,
  useMe,
  useReadable,
  useSession,
  useSignals,
  useSlice,
  useStatus,
  useStream,
} from './hooks.ts'
export { loadAgain } from './load-again.ts'
export { readSlice } from './read-slice.ts'
export { type Readable, type Writable, writable } from './readable.ts'
export type { Session } from './session.ts'
export { type Query, useQuery } from './use-query.ts'

import {
  identity,
  type SignalContract,
  type Slice,
  type StreamEvent,
  type StreamName,
  streamOf,
} from '@convene/protocol'
import { createContext, useContext, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import type { Client } from './client.ts'
import type { ClientStatus } from './connection.ts'
import type { StreamView } from './followed-stream.ts'
import type { Heads } from './heads.ts'
import { readSlice } from './read-slice.ts'
import type { Readable } from './readable.ts'
import type { Session } from './session.ts'

export const ClientContext = createContext<Client | undefined>(undefined)

export function useClient(): Client {
  const client = useContext(ClientContext)
  if (!client) throw new Error('useClient needs a ClientContext above it')
  return client
}

export const useReadable = <T>(readable: Readable<T>): T => useSyncExternalStore(readable.subscribe, readable.get)

export const useStatus = (): ClientStatus => useReadable(useClient().status)
export const useSession = (): Session => useReadable(useClient().session)

const NOTHING: StreamView = { state: undefined, status: 'loading', seq: 0, epoch: 0 }

/** Follows a stream while the component shows; `undefined` follows nothing and stays `loading`. */
export function useStream(name: StreamName | undefined): StreamView {
  const read = useStreamReader(name)
  return useSyncExternalStore(read.subscribe, () => read.view())
}

/** One feature's part of a stream; renders again only when that part changed. `undefined` until something is known. */
export function useSlice<S>(name: StreamName | undefined, slice: Slice<S>): S | undefined {
  const read = useStreamReader(name)
  return useSyncExternalStore(read.subscribe, () => readSlice(read.view().state, slice))
}

/** The signed-in person, as soon as anything is known of them. */
export function useMe(): identity.Me | undefined {
  const session = useSession()
  return useSlice(session.state === 'signed-in' ? streamOf('member', session.personId) : undefined, identity.meSlice)
}

/** Hears the events of a stream, each once and in order, while the component shows. */
export function useEvents(stream: StreamName | undefined, listener: (events: readonly StreamEvent[]) => void): void {
  const client = useClient()
  const latest = useLatest(listener)
  useEffect(
    () => (stream ? client.onEvents(stream, (events) => latest.current(events)) : undefined),
    [client, stream, latest],
  )
}

/** A store that follows while somebody subscribes; before that it shows what another part of the page has. */
function useStreamReader(name: StreamName | undefined) {
  const client = useClient()
  return useMemo(() => {
    let view: Readable<StreamView> | undefined
    return {
      view: () => view?.get() ?? (name && client.peek(name)) ?? NOTHING,
      subscribe(listener: () => void) {
        if (!name) return () => {}
        const stream = client.retain(name)
        view = stream.view
        const end = view.subscribe(listener)
        return () => {
          end()
          client.release(name)
        }
      },
    }
  }, [client, name])
}

/** Last seqs of streams that need not be followed, for badges. */
export function useHeads(streams: readonly StreamName[]): Heads {
  const { heads } = useClient()
  const joined = streams.join(' ')
  // The list is made anew by every render: only its contents count.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `joined` stands for `streams`
  useEffect(() => heads.watch(streams), [heads, joined])
  return useReadable(heads.heads)
}

export function useSignals<D>(
  stream: StreamName | undefined,
  contract: SignalContract<D>,
  listener: (data: D, by: string | null) => void,
): void {
  const client = useClient()
  const latest = useLatest(listener)
  useEffect(
    () => (stream ? client.onSignal(stream, contract, (data, by) => latest.current(data, by)) : undefined),
    [client, stream, contract, latest],
  )
}

/** The newest value in a place that never changes, so that an effect need not run again for it. */
function useLatest<T>(value: T) {
  const latest = useRef(value)
  useEffect(() => {
    latest.current = value
  })
  return latest
}

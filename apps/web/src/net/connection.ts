import type { WireError } from '@convene/protocol'
import { retryDelayMs, spread } from './backoff.ts'
import type { Clock } from './clock.ts'
import { type Readable, writable } from './readable.ts'
import type { Transport } from './transport.ts'

/**
 * - `connecting`: on its way, for the first time or after a moment's loss
 * - `offline`: tried, and will try again
 * - `restarting`: the server said it would be back
 * - `stale`: the server speaks a newer version; only a reload helps
 * - `signed-out`: nobody is signed in on this device
 */
export type ClientStatus = 'connecting' | 'online' | 'offline' | 'restarting' | 'stale' | 'signed-out'

export interface Connection {
  readonly status: Readable<ClientStatus>
  open(): void
  /** Tries now, for instance because the device found a network. */
  wake(): void
  restarting(retryInMs: number): void
  /** Gives up the connection for a reason that waiting does not mend. */
  stop(status: 'stale' | 'signed-out'): void
}

interface Handlers {
  connected(): void
  disconnected(): void
  message(name: string, payload: unknown): void
}

/** Keeps one connection open: comes back by itself, with a jittered back-off, and says how it stands. */
export function connection(transport: Transport, clock: Clock, random: () => number, on: Handlers): Connection {
  const status = writable<ClientStatus>('connecting')
  let attempts = 0
  let cancelRetry: (() => void) | undefined
  const stopped = () => status.get() === 'stale' || status.get() === 'signed-out'

  function retryIn(ms: number): void {
    cancelRetry?.()
    cancelRetry = clock.after(ms, () => {
      cancelRetry = undefined
      transport.connect()
    })
  }

  transport.listen({
    connected() {
      attempts = 0
      cancelRetry?.()
      cancelRetry = undefined
      status.set('online')
      on.connected()
    },
    disconnected() {
      on.disconnected()
      if (stopped()) return
      if (status.get() !== 'restarting') {
        status.set('connecting')
        retryIn(retryDelayMs(attempts++, random()))
      } else if (!cancelRetry) retryIn(retryDelayMs(attempts++, random()))
    },
    refused(error) {
      if (stopped()) return
      const final = error && finalStatus(error)
      if (final) {
        stop(final)
        return
      }
      if (status.get() !== 'restarting') status.set('offline')
      retryIn(retryDelayMs(attempts++, random()))
    },
    message: on.message,
  })

  function stop(final: 'stale' | 'signed-out'): void {
    cancelRetry?.()
    cancelRetry = undefined
    status.set(final)
    transport.disconnect()
  }

  return {
    status,
    stop,
    open() {
      attempts = 0
      cancelRetry?.()
      cancelRetry = undefined
      status.set('connecting')
      transport.disconnect()
      transport.connect()
    },
    wake() {
      if (!cancelRetry || stopped()) return
      attempts = 0
      retryIn(0)
    },
    restarting(retryInMs) {
      status.set('restarting')
      retryIn(retryInMs + spread(retryInMs, random()))
    },
  }
}

function finalStatus(error: WireError): 'stale' | 'signed-out' | undefined {
  if (error.kind === 'unauthenticated') return 'signed-out'
  return error.reason === 'wire.stale' ? 'stale' : undefined
}

import type { SignalContract, StreamName } from '@convene/protocol'

interface Signal {
  readonly stream: StreamName
  readonly type: string
  readonly by: string | null
  readonly data?: unknown
}

export interface SignalHub {
  on<D>(stream: StreamName, contract: SignalContract<D>, listener: (data: D, by: string | null) => void): () => void
  receive(signal: Signal): void
}

/** Hands each signal to those who listen for its kind on its stream; what does not parse is dropped, as signals may be. */
export function signalHub(): SignalHub {
  const listeners = new Set<(signal: Signal) => void>()
  return {
    on(stream, contract, listener) {
      const hear = (signal: Signal) => {
        if (signal.stream !== stream || signal.type !== contract.type) return
        const parsed = contract.data.safeParse(signal.data)
        if (parsed.success) listener(parsed.data, signal.by)
      }
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
    receive(signal) {
      for (const hear of [...listeners]) hear(signal)
    },
  }
}

import type { Json } from '@convene/store'
import type { Bus } from './bus.ts'

/** Fleeting messages between nodes by topic, as JSON or bytes. Own messages do not come back. */
export interface NodeSignals {
  /** False when this node is alone by design. */
  readonly others: boolean
  publish(topic: string, payload: Json): void
  subscribe(topic: string, listener: (payload: unknown) => void): () => void
  publishBytes(topic: string, payload: Uint8Array): void
  subscribeBytes(topic: string, listener: (payload: Uint8Array) => void): () => void
}

export function nodeSignals(bus: Bus, others: boolean): NodeSignals {
  const listeners = new Map<string, Set<(payload: Uint8Array) => void>>()
  bus.onSignal((topic, payload) => {
    for (const listener of listeners.get(topic) ?? []) listener(payload)
  })
  const subscribeBytes: NodeSignals['subscribeBytes'] = (topic, listener) => {
    const set = listeners.get(topic) ?? new Set()
    listeners.set(topic, set)
    set.add(listener)
    return () => {
      set.delete(listener)
      if (set.size === 0 && listeners.get(topic) === set) listeners.delete(topic)
    }
  }
  return {
    others,
    publish: (topic, payload) => bus.signal(topic, Buffer.from(JSON.stringify(payload))),
    subscribe: (topic, listener) =>
      subscribeBytes(topic, (payload) => {
        const parsed = parseJson(payload)
        if (parsed !== undefined) listener(parsed)
      }),
    publishBytes: (topic, payload) => bus.signal(topic, payload),
    subscribeBytes,
  }
}

function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(payload).toString())
  } catch {
    return undefined
  }
}

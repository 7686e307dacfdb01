/** A value that changes and tells when: what React's `useSyncExternalStore` reads. */
export interface Readable<T> {
  get(): T
  /** Calls `listener` after every change; returns its end. */
  subscribe(listener: () => void): () => void
}

export interface Writable<T> extends Readable<T> {
  /** Listeners hear of it only when the value is another one (`Object.is`). */
  set(value: T): void
}

export function writable<T>(first: T): Writable<T> {
  let value = first
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const listener of [...listeners]) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

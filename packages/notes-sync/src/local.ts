import type { Store } from '@convene/store'
import type { Feed, Signals } from './ports.ts'

/** The feed of a deployment of one process: what the store commits is all there is. */
export function localFeed(store: Store): Feed {
  return {
    subscribe: (listener) => store.onCommit(listener),
    watch: async () => {},
    unwatch() {},
  }
}

/** Nobody else to tell. */
export function localSignals(): Signals {
  return { publish() {}, subscribe: () => () => {} }
}

import type { Store } from '@convene/store'

/** A real store with some of its parts replaced, to stand for one node of several or for an engine that fails. */
export const storeWith = (real: Store, parts: Partial<Store>): Store => ({
  get: (table, id) => real.get(table, id),
  find: (table, unique, key) => real.find(table, unique, key),
  list: (table, query) => real.list(table, query),
  count: (table, query) => real.count(table, query),
  search: (table, query) => real.search(table, query),
  read: (log, from, limit) => real.read(log, from, limit),
  head: (log) => real.head(log),
  tail: (log) => real.tail(log),
  transact: (work, options) => real.transact(work, options),
  view: (work) => real.view(work),
  onCommit: (listener) => real.onCommit(listener),
  logs: (query) => real.logs(query),
  ping: () => real.ping(),
  close: () => real.close(),
  dump: () => real.dump(),
  ...parts,
})

/** Who uses this page. `unknown` only until the first answer on a device that remembers nobody. */
export type Session =
  | { readonly state: 'unknown' }
  | { readonly state: 'signed-out' }
  | { readonly state: 'signed-in'; readonly personId: string }

/** The one thing remembered outside the streams: whose they are. */
export interface Remember {
  read(): string | undefined
  write(personId: string | undefined): void
}

const KEY = 'convene.person'

/** A remembered person in `localStorage`, which a strict browser may refuse. */
export function rememberIn(storage: Storage | undefined): Remember {
  return {
    read() {
      try {
        return storage?.getItem(KEY) ?? undefined
      } catch {
        return undefined
      }
    },
    write(personId) {
      try {
        if (personId === undefined) storage?.removeItem(KEY)
        else storage?.setItem(KEY, personId)
      } catch {
        // Remembering is a convenience: without it the page asks the server first.
      }
    },
  }
}

/** What the person is told about their notes. `changes` counts edits that only this device has. */
export type NotesStatus =
  | { readonly kind: 'opening' }
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving'; readonly changes: number }
  | { readonly kind: 'reconnecting'; readonly changes: number }
  | { readonly kind: 'offline'; readonly changes: number }
  | { readonly kind: 'read-only' }
  | { readonly kind: 'refused'; readonly reason: RefusedReason; readonly changes: number }

export type RefusedReason = 'signed-out' | 'no-access' | 'not-found' | 'too-large' | 'outdated' | 'broken'

/** All that the status depends on. */
export interface NotesFacts {
  readonly link: 'connecting' | 'open' | 'lost'
  /** This connection offered the server everything this device had. */
  readonly offered: boolean
  readonly deviceOnline: boolean
  readonly mayWrite: boolean
  readonly unsaved: number
  /** The code of a close after which the provider does not try again (4400 to 4499). */
  readonly refusedWith: number | undefined
}

/** The one place where it is decided what to tell. Nothing is called saved before the server said it is durable. */
export function notesStatus(facts: NotesFacts): NotesStatus {
  const { unsaved: changes } = facts
  if (facts.refusedWith !== undefined) return { kind: 'refused', reason: refusedReason(facts.refusedWith), changes }
  if (!facts.deviceOnline) return { kind: 'offline', changes }
  switch (facts.link) {
    case 'connecting':
      return changes > 0 ? { kind: 'reconnecting', changes } : { kind: 'opening' }
    case 'lost':
      return { kind: 'reconnecting', changes }
    case 'open':
      if (!facts.mayWrite) return { kind: 'read-only' }
      if (changes > 0) return { kind: 'saving', changes }
      return facts.offered ? { kind: 'saved' } : { kind: 'opening' }
  }
}

/** May these notes hold edits that leaving the page could strand on this device? */
export const isUnsaved = (status: NotesStatus): boolean => 'changes' in status && status.changes > 0

function refusedReason(code: number): RefusedReason {
  switch (code) {
    case 4401:
      return 'signed-out'
    case 4403:
      return 'no-access'
    case 4404:
      return 'not-found'
    case 4413:
      return 'too-large'
    case 4426:
      return 'outdated'
    default:
      return 'broken'
  }
}

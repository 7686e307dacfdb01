import type { ReadTx } from '@convene/store'

export interface KnownPerson {
  readonly personId: string
  readonly name: string
}

/**
 * Who is registered, as communities need it. Given by the composition root, so that identity and communities do not
 * import each other.
 */
export interface People {
  byId(tx: ReadTx, personId: string): Promise<KnownPerson | undefined>
  /** `email` in any letter case. */
  byEmail(tx: ReadTx, email: string): Promise<KnownPerson | undefined>
}

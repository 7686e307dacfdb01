/** Who asks: nobody known, or a person by a session or an access token. */
export type Actor = { readonly kind: 'anonymous' } | PersonActor

export interface PersonActor {
  readonly kind: 'person'
  readonly personId: string
  readonly name: string
  /** The session or access token that proved it: ending it ends this actor's connections. */
  readonly sessionId: string
}

export const anonymous: Actor = { kind: 'anonymous' }

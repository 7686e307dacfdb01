import type { Actor } from './actor.ts'

/** Tells who a request is from. Never throws for bad credentials: they are nobody's. */
export interface Authenticator {
  authenticate(headers: { cookie?: string | undefined; authorization?: string | undefined }): Promise<Actor>
  /** Whether a session or access token, by its id, is still good. */
  lives(sessionId: string): Promise<boolean>
}

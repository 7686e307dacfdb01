import type { Executor } from '../../kit/execute.ts'
import type { Services } from '../../kit/services.ts'
import type { Auth } from './auth/create-auth.ts'
import type { Limits } from './limits.ts'
import type { Register } from './register.ts'

/** What identity's commands are made of. */
export interface Deps {
  readonly services: Services
  readonly auth: Auth
  readonly limits: Limits
  readonly register: Register
  readonly change: Executor['change']
  /** Public address, without a slash at the end. */
  readonly url: string
  readonly secret: string
  readonly demo: boolean
}

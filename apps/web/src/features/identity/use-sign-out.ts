import { useClient } from '../../net/index.ts'
import { authRequest } from './auth-request.ts'

/** Ends the session on the server and forgets everything kept on this device. */
export function useSignOut(): () => Promise<void> {
  const client = useClient()
  return async () => {
    // Without a network the device still forgets; the session then ends by itself, or from another device.
    await authRequest('sign-out', {}).catch(() => {})
    await client.signedOut()
  }
}

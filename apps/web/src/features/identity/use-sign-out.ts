import { identity } from '@convene/protocol'
import { useClient } from '../../net/index.ts'

/**
 * Ends the session on the server and forgets everything kept on this device. A session that ended by itself does not: what was
 * not saved yet waits here for its person.
 */
export function useSignOut(): () => Promise<void> {
  const client = useClient()
  return async () => {
    // Without a network the device still forgets; the session then ends by itself, or from another device.
    await client.call(identity.signOut, {}, { overHttp: true }).catch(() => {})
    await client.signedOut()
    const { forgetDevice } = await import('../../forget-device.ts')
    await forgetDevice(indexedDB)
  }
}

import { useEffect, useState } from 'react'
import { useClient } from '../../net/index.ts'

/** The time, ms, renewed twice a minute: enough for what begins and ends on the minute. */
export function useNow(): number {
  const client = useClient()
  const [now, setNow] = useState(client.now())
  useEffect(() => {
    const renew = () => {
      setNow(client.now())
      cancel = client.after(RENEW_MS, renew)
    }
    let cancel = client.after(RENEW_MS, renew)
    return () => cancel()
  }, [client])
  return now
}

const RENEW_MS = 30_000

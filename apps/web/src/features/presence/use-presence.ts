import { presence, streamOf } from '@convene/protocol'
import { useEffect, useState } from 'react'
import { useQuery, useSignals } from '../../net/index.ts'

export interface Presence {
  readonly count: number
  /** Absent above `presence.PRESENCE_NAMES_MAX`. */
  readonly people?: readonly string[] | undefined
}

/** Who of a community is here now: asked once a connection, then told by signals. */
export function usePresence(communityId: string): Presence | undefined {
  const [now, setNow] = useState<Presence>()
  const { data } = useQuery(presence.list, { communityId }, [communityId])
  useEffect(() => {
    if (data) setNow(data)
  }, [data])
  useSignals(streamOf('community', communityId), presence.presenceChanged, setNow)
  return now
}

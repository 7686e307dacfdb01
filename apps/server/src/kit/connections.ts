import { AppError } from '@convene/protocol'

/** Live connections (sockets and notes) one person may hold on a node, before `CONVENE_RATE_FACTOR`. */
export const CONNECTIONS_PER_PERSON = 100

/** One live connection that must end with its session. */
export interface Connection {
  readonly personId: string
  readonly sessionId: string
  /** Closes it because its session or token ended. */
  end(): void
  /** Its person's rights may have changed. */
  recheck(): void
}

/** Every live connection of this node, by person and by session. */
export interface Connections {
  /** @throws AppError rate-limited when the person holds too many. Returns what to call when it closes. */
  add(connection: Connection): () => void
  endSession(sessionId: string): void
  /** Everyone with a connection here, each once, with the sessions and access tokens of their connections. */
  people(): { personId: string; sessionIds: string[] }[]
  /** Sessions and access tokens with a connection here, each once. */
  sessions(): string[]
  recheck(personId?: string): void
  count(): number
}

export function createConnections(factor: number): Connections {
  const all = new Set<Connection>()
  const perPerson = new Map<string, number>()
  const max = CONNECTIONS_PER_PERSON * factor
  return {
    add(connection) {
      const { personId } = connection
      const now = perPerson.get(personId) ?? 0
      if (now >= max) throw new AppError('rate-limited', 'connections.too-many', { max })
      perPerson.set(personId, now + 1)
      all.add(connection)
      return () => {
        if (!all.delete(connection)) return
        const left = (perPerson.get(personId) ?? 1) - 1
        if (left > 0) perPerson.set(personId, left)
        else perPerson.delete(personId)
      }
    },
    endSession(sessionId) {
      for (const connection of [...all]) if (connection.sessionId === sessionId) connection.end()
    },
    recheck(personId) {
      for (const connection of [...all])
        if (personId === undefined || connection.personId === personId) connection.recheck()
    },
    people: () =>
      [...Map.groupBy(all, ({ personId }) => personId)].map(([personId, held]) => ({
        personId,
        sessionIds: [...new Set(held.map(({ sessionId }) => sessionId))],
      })),
    sessions: () => [...new Set([...all].map(({ sessionId }) => sessionId))],
    count: () => all.size,
  }
}

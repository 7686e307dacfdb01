import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Store } from '@convene/store'
import { openSqliteStore } from '@convene/store/sqlite'
import { systemClock } from '@convene/testkit'
import { type RawData, WebSocketServer } from 'ws'
import {
  type Access,
  createNotesServer,
  localFeed,
  localSignals,
  type NotesLimits,
  type NotesServer,
  notesSocketOf,
  notesTables,
} from '../index.ts'

export interface RunningNotes {
  /** For `WebsocketProvider`. */
  readonly url: string
  readonly port: number
  readonly notes: NotesServer
  readonly store: Store
  /** What `accessOf` answers, by person; `write` for those not named. */
  readonly access: Map<string, Access>
  /** Warnings and errors logged. */
  readonly logged: object[]
  close(): Promise<void>
}

/**
 * A notes server on a real SQLite store behind a real WebSocket server. The address says who comes:
 * `/notes/<docName>?person=ana&ack=1`.
 */
export async function startNotes(options: {
  readonly folder: string
  readonly port?: number
  readonly limits?: Partial<NotesLimits>
}): Promise<RunningNotes> {
  const store = await openSqliteStore({ folder: options.folder, tables: notesTables, clock: systemClock, windowMs: 4 })
  const access = new Map<string, Access>()
  const logged: object[] = []
  const say = (details: object, message: string) => void logged.push({ message, ...details })
  const accessOf = async (_docName: string, personId: string) => access.get(personId) ?? 'write'
  const notes = createNotesServer(
    {
      store,
      feed: localFeed(store),
      signals: localSignals(),
      clock: systemClock,
      log: { warn: say, error: say },
      accessOf,
    },
    options.limits,
  )
  const http = createServer()
  const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
  sockets.on('connection', (ws, request) => {
    const address = new URL(request.url ?? '/', 'http://host')
    const id = address.searchParams.get('person') ?? 'somebody'
    const granted = access.get(id) ?? 'write'
    const connection = notes.connect(
      {
        docName: address.pathname.split('/').at(-1) ?? '',
        access: granted === 'none' ? 'read' : granted,
        person: { id, name: `Name of ${id}`, color: '#123456' },
        ack: address.searchParams.get('ack') === '1',
      },
      notesSocketOf(ws),
    )
    ws.on('message', (data: RawData) => {
      if (data instanceof Buffer) connection.receive(data)
    })
    ws.on('close', () => connection.closed())
    ws.on('error', () => ws.terminate())
  })
  http.listen(options.port ?? 0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = addressOf(http.address())
  return {
    url: `ws://127.0.0.1:${port}/notes`,
    port,
    notes,
    store,
    access,
    logged,
    async close() {
      await notes.close()
      for (const ws of sockets.clients) ws.terminate()
      sockets.close()
      http.close()
      http.closeAllConnections()
      await once(http, 'close')
      await store.close()
    },
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address
}

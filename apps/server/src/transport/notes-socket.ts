import { closeCodes, type NotesConnection, type NotesSocket } from '@convene/notes-sync'
import type { Socket } from 'socket.io'
import { z } from 'zod'
import type { PersonActor } from '../kit/actor.ts'
import { bufferedBytes } from './buffered.ts'
import type { NotesDoor } from './notes-door.ts'

/** Documents one socket may carry at once. */
const DOCUMENTS_MAX = 20

const openShape = z.object({ id: z.string().max(64), docName: z.string().max(128), ack: z.boolean().default(false) })

/**
 * Notes for networks that block WebSocket: the same frames over the Socket.IO connection, which can poll.
 * `notes-open {id, docName, ack}`, then `notes-frame (id, bytes)` both ways, `notes-close (id, code, reason)` both ways.
 */
export function carryNotes(socket: Socket, actor: PersonActor, door: NotesDoor): void {
  const open = new Map<string, Carried>()
  const end = (id: string) => {
    const carried = open.get(id)
    open.delete(id)
    carried?.connection?.closed()
  }
  socket.on('notes-open', async (raw: unknown) => {
    const parsed = openShape.safeParse(raw)
    if (!parsed.success) return
    const { id, docName, ack } = parsed.data
    if (open.has(id)) return
    const own: Carried = { connection: undefined }
    const isOpen = () => open.get(id) === own
    const carried = carrier(socket, id, isOpen, () => end(id))
    if (open.size >= DOCUMENTS_MAX) {
      socket.emit('notes-close', id, closeCodes.flood, 'too many documents')
      return
    }
    open.set(id, own)
    const connection = await door.enter(carried, Promise.resolve(actor), docName, { ack })
    if (!connection) return
    // Closed meanwhile, and perhaps opened again: that opening is another.
    if (!isOpen()) return connection.closed()
    own.connection = connection
    socket.emit('notes-opened', id)
  })
  socket.on('notes-frame', (id: unknown, frame: unknown) => {
    const connection = typeof id === 'string' ? open.get(id)?.connection : undefined
    if (connection && frame instanceof Uint8Array) connection.receive(frame)
  })
  socket.on('notes-close', (id: unknown) => {
    if (typeof id === 'string') end(id)
  })
  socket.on('disconnect', () => {
    for (const id of [...open.keys()]) end(id)
  })
}

/** One opening of an id; without its connection until the door has answered. */
interface Carried {
  connection: NotesConnection | undefined
}

function carrier(socket: Socket, id: string, isOpen: () => boolean, ended: () => void): NotesSocket {
  return {
    send(frame) {
      if (isOpen()) socket.emit('notes-frame', id, frame)
    },
    close(code, reason) {
      if (!isOpen()) return
      socket.emit('notes-close', id, code, reason)
      ended()
    },
    get buffered() {
      return bufferedBytes(socket)
    },
  }
}

import { closeCodes, type Grant, type NotesConnection, type NotesServer, type NotesSocket } from '@convene/notes-sync'
import { AppError } from '@convene/protocol'
import type { Logger } from 'pino'
import type { Actor, PersonActor } from '../kit/actor.ts'
import type { Connections } from '../kit/connections.ts'

/** Before anyone is known, a connection may send this much, and wait this long. */
export const PRE_AUTH_BYTES = 64 * 1024
export const PRE_AUTH_MS = 10_000

/** May this person read or write the document? `none` also when there is no such document. */
export type NotesAccess = (actor: Pick<PersonActor, 'personId'>, docName: string) => Promise<'write' | 'read' | 'none'>

export interface NotesDoor {
  /** Lets a connection in, or closes its socket with the documented code; frames come only after it resolves. */
  enter(
    socket: NotesSocket,
    who: Promise<Actor>,
    docName: string,
    params: { ack: boolean },
  ): Promise<(NotesConnection & { actor: PersonActor }) | undefined>
}

/** The one way into notes, whatever carries the frames: authenticate and authorize before anything is loaded. */
export function notesDoor(options: {
  notes: NotesServer
  access: NotesAccess
  connections: Connections
  /** Whether a session or access token is still good. */
  lives: (sessionId: string) => Promise<boolean>
  log: Logger
}): NotesDoor {
  const { notes, access, connections, lives, log } = options
  return {
    async enter(socket, who, docName, { ack }) {
      let place: Place | undefined
      try {
        const actor = await who
        if (actor.kind !== 'person') return refuse(socket, closeCodes.unauthenticated, 'sign in first')
        // Its place comes first, so that what ends from here on ends it too.
        place = takePlace(socket, actor, connections)
        if (!(await lives(actor.sessionId))) return place.refuse(closeCodes.unauthenticated, 'sign in first')
        const may = /^[A-Za-z0-9_-]{1,128}$/.test(docName) ? await access(actor, docName) : 'none'
        if (may === 'none') return place.refuse(closeCodes.notFound, 'no such notes')
        const grant: Grant = { docName, access: may, ack, person: personOf(actor) }
        return { ...place.open(notes.connect(grant, socket)), actor }
      } catch (error) {
        place?.leave()
        if (error instanceof AppError && error.kind === 'rate-limited')
          return refuse(socket, closeCodes.flood, 'too many connections')
        log.error({ err: error }, 'could not open notes')
        return refuse(socket, closeCodes.unavailable, 'try again')
      }
    },
  }
}

/** A connection's place among its person's, from before it is let in until it closes. */
interface Place {
  leave(): void
  refuse(code: number, reason: string): undefined
  open(connection: NotesConnection): NotesConnection
}

/** @throws AppError rate-limited */
function takePlace(socket: NotesSocket, { personId, sessionId }: PersonActor, connections: Connections): Place {
  let opened: NotesConnection | undefined
  let rightsChanged = false
  const leave = connections.add({
    personId,
    sessionId,
    end: () => socket.close(closeCodes.unauthenticated, 'signed out'),
    recheck() {
      if (opened) opened.recheck()
      else rightsChanged = true
    },
  })
  return {
    leave,
    refuse(code, reason) {
      leave()
      return refuse(socket, code, reason)
    },
    open(connection) {
      opened = connection
      if (rightsChanged) connection.recheck()
      return {
        receive: (frame) => connection.receive(frame),
        recheck: () => connection.recheck(),
        closed() {
          leave()
          connection.closed()
        },
      }
    },
  }
}

function refuse(socket: NotesSocket, code: number, reason: string): undefined {
  socket.close(code, reason)
}

/** The same colour for the same person everywhere: dark enough for white text on it. */
export const personOf = ({ personId, name }: PersonActor) => ({ id: personId, name, color: colourOf(personId) })

const colours = [
  '#7a4fb5',
  '#b5541c',
  '#1f6fb2',
  '#1f7a3d',
  '#a3275f',
  '#6b6a10',
  '#0b6b6b',
  '#8a3b12',
  '#4a55b8',
  '#7d2f8a',
]
function colourOf(personId: string): string {
  let sum = 0
  for (const sign of personId) sum = (sum * 31 + sign.charCodeAt(0)) >>> 0
  return colours[sum % colours.length] ?? '#0b6b6b'
}

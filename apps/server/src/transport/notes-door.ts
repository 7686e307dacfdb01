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
export function notesDoor(notes: NotesServer, access: NotesAccess, connections: Connections, log: Logger): NotesDoor {
  return {
    async enter(socket, who, docName, { ack }) {
      try {
        const actor = await who
        if (actor.kind !== 'person') return refuse(socket, closeCodes.unauthenticated, 'sign in first')
        const may = /^[A-Za-z0-9_-]{1,128}$/.test(docName) ? await access(actor, docName) : 'none'
        if (may === 'none') return refuse(socket, closeCodes.notFound, 'no such notes')
        return admit(socket, actor, { docName, access: may, ack, person: personOf(actor) })
      } catch (error) {
        if (error instanceof AppError && error.kind === 'rate-limited')
          return refuse(socket, closeCodes.flood, 'too many connections')
        log.error({ err: error }, 'could not open notes')
        return refuse(socket, closeCodes.unavailable, 'try again')
      }
    },
  }

  function admit(socket: NotesSocket, actor: PersonActor, grant: Grant) {
    let connection: NotesConnection | undefined
    const remove = connections.add({
      personId: actor.personId,
      sessionId: actor.sessionId,
      end: () => socket.close(closeCodes.unauthenticated, 'signed out'),
      recheck: () => connection?.recheck(),
    })
    const opened = notes.connect(grant, socket)
    connection = opened
    return {
      actor,
      receive: (frame: Uint8Array) => opened.receive(frame),
      recheck: () => opened.recheck(),
      closed() {
        remove()
        opened.closed()
      },
    }
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

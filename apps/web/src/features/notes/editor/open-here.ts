import { type NotesConnection, type OpenNotes, openNotes } from '../open-notes.ts'
import { relaySocket } from '../relay-socket.ts'

/** Opens notes in this browser, from the server the page came from. */
export function openHere({
  newId,
  ...notes
}: Pick<OpenNotes, 'docName' | 'person' | 'mayWrite'> & { readonly newId: () => string }): NotesConnection {
  return openNotes({
    ...notes,
    origin: location.origin,
    sockets: { direct: WebSocket, relayed: relaySocket(newId) },
    device: window,
  })
}

/**
 * The least a chat server can do: parse, wrap, serialize once, send to all. No store, no rights, no acknowledgement. The
 * message has the fields of ours, so that frames are of like size.
 */
import { randomUUID } from 'node:crypto'
import { type WebSocket, WebSocketServer } from 'ws'
import { isRecord } from '../../wire/is-record.ts'

const followers = new Set<WebSocket>()
let seq = 0

const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })

server.on('connection', (socket) => {
  socket.on('message', (data) => {
    const input: unknown = JSON.parse(data.toString())
    if (!isRecord(input)) return
    if (input.follow === true) {
      followers.add(socket)
      socket.send('{"followed":true}')
    } else {
      seq += 1
      const at = new Date().toISOString()
      const message = { id: randomUUID(), channelId: 'general', seq, authorId: 'someone', text: input.text, sentAt: at }
      const event = { seq, type: 'chat.posted', at, by: 'someone', data: { message } }
      // As bytes: a string would be encoded again for every follower.
      const frame = Buffer.from(JSON.stringify(event))
      for (const follower of followers) follower.send(frame, { binary: false })
    }
  })
  socket.on('close', () => followers.delete(socket))
})

server.on('listening', () => {
  const address = server.address()
  if (address !== null && typeof address === 'object') console.log(`ready at http://127.0.0.1:${address.port}`)
})

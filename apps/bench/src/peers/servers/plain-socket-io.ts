/** A room and `io.to(room).emit`, as the documentation of Socket.IO shows it. No store, no rights. */
import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { Server } from 'socket.io'

const http = createServer()
const io = new Server(http)
let seq = 0

io.on('connection', (socket) => {
  socket.on('follow', async (answer: () => void) => {
    await socket.join('general')
    answer()
  })
  socket.on('say', (text: string) => {
    seq += 1
    const at = new Date().toISOString()
    const message = { id: randomUUID(), channelId: 'general', seq, authorId: 'someone', text, sentAt: at }
    io.to('general').emit('event', { seq, type: 'chat.posted', at, by: 'someone', data: { message } })
  })
})

http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  if (address !== null && typeof address === 'object') console.log(`ready at http://127.0.0.1:${address.port}`)
})

/** @y/websocket-server as its own `server.js` sets it up, on a free port; keeps documents in LevelDB when YPERSISTENCE names a folder. */
import { createServer } from 'node:http'
import { setupWSConnection } from '@y/websocket-server/utils'
import { WebSocketServer } from 'ws'

const http = createServer()
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })
sockets.on('connection', (socket, request) => setupWSConnection(socket, request))

http.listen(0, '127.0.0.1', () => {
  const address = http.address()
  if (address !== null && typeof address === 'object') console.log(`ready at http://127.0.0.1:${address.port}`)
})

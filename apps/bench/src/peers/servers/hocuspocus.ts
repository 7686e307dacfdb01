/** Hocuspocus with its default settings and its database extension on `node:sqlite`. The folder is in BENCH_DATA. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'

const db = new DatabaseSync(join(process.env.BENCH_DATA ?? '.', 'hocuspocus.db'))
db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
db.exec('CREATE TABLE IF NOT EXISTS documents (name TEXT PRIMARY KEY, state BLOB NOT NULL)')
const read = db.prepare('SELECT state FROM documents WHERE name = ?')
const write = db.prepare(
  'INSERT INTO documents (name, state) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET state = excluded.state',
)

const server = new Server({
  address: '127.0.0.1',
  port: 0,
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => {
        const state = read.get(documentName)?.state
        return state instanceof Uint8Array ? state : null
      },
      store: async ({ documentName, state }) => {
        write.run(documentName, state)
      },
    }),
  ],
})
await server.listen()
console.log(`ready at http://127.0.0.1:${server.address.port}`)

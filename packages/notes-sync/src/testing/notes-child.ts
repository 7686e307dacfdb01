/** A notes server in a process of its own, for tests that kill it. `node notes-child.ts <folder>` prints its port. */
import { startNotes } from './start-notes.ts'

const [, , folder = ''] = process.argv
const { port } = await startNotes({ folder, limits: { compactUpdates: 50 } })
process.stdout.write(`${port}\n`)

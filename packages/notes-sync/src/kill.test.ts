import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { tempFolder } from '@convene/testkit'
import { WebSocket } from 'ws'
import { Reader } from './reader.ts'
import { typing } from './testing/notes-fixture.ts'
import { openClient } from './testing/open-client.ts'

const child = fileURLToPath(new URL('./testing/notes-child.ts', import.meta.url))

async function start(folder: string): Promise<{ process: ChildProcess; port: string }> {
  const process = spawn('node', ['--no-warnings', child, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(process.stdout, 'data')
  return { process, port: String(line).trim() }
}

test('NS41 after a SIGKILL while a client writes, every acknowledged edit is there', async () => {
  await using folder = await tempFolder()
  for (const [round, killAfter] of [120, 333, 60].entries()) {
    const server = await start(folder.path)
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/notes/doc-${round}?person=ana&ack=1`)
    await once(socket, 'open')
    const author = typing(1_000 + round)
    let sent = 0
    let durable = 0
    const type = () => {
      for (; sent - durable < 40; sent++) socket.send(author.type(`${sent} `))
    }
    socket.on('message', (data) => {
      if (!(data instanceof Buffer) || data[0] !== 100) return
      durable = new Reader(data.subarray(1)).varUint()
      if (durable >= killAfter) server.process.kill('SIGKILL')
      else type()
    })
    socket.on('error', () => {})
    type()
    await once(socket, 'close')
    const again = await start(folder.path)
    const reader = openClient(`ws://127.0.0.1:${again.port}/notes`, `doc-${round}`, 'ben')
    await reader.synced()
    const words = reader.text.toString().trim().split(' ').map(Number)
    expect(durable).toBeGreaterThanOrEqual(killAfter)
    expect(words.slice(0, durable)).toEqual(Array.from({ length: durable }, (_, i) => i))
    reader.destroy()
    again.process.kill('SIGKILL')
    await once(again.process, 'exit')
  }
})

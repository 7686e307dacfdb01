/** A process of its own: followers of one channel, a few people who post, and the count of what came through. */
import { createTally } from '../measure/tally.ts'
import { allPeers } from '../peers/index.ts'
import type { ChatRoom } from '../peers/peer.ts'
import { mark, scanMarks } from '../wire/mark.ts'
import { fromFlags } from './load-spec.ts'
import { measuredWindow, type Phase } from './measured-window.ts'

const SPEAKERS = 4
const SENTENCE = 'The clinic in the valley opens on Tuesdays again; who can take the first two weeks?'

const spec = fromFlags(process.argv.slice(2))
const clock = () => performance.now()
const room = await enter()

let current = 0
let phase: Phase | null = null
for (let follower = 0; follower < spec.connections; follower += 1) {
  await room.follow((frame) => {
    const nowMs = clock()
    scanMarks(frame, (ofPhase, item, dueMs) => {
      if (ofPhase === current) phase?.tally.deliver(follower, item, dueMs, nowMs)
    })
  })
}
const speakers = await Promise.all(Array.from({ length: SPEAKERS }, () => room.speak()))

const figures = await measuredWindow(spec, clock, (number, items) => {
  current = number
  phase = {
    tally: createTally(spec.connections, items, spec.connections * items),
    emit: (item, dueMs) => speakers[item % SPEAKERS]?.say(`${SENTENCE} ${mark(number, item, dueMs)}`),
  }
  return phase
})
const refusals = speakers.map((speaker) => speaker.refusals())
const reason = refusals.find((one) => one.reason !== null)?.reason
if (reason) console.error(`refused: ${reason}`)
process.send?.({ ...figures, refused: refusals.reduce((sum, one) => sum + one.count, 0) }, () => process.exit(0))

function enter(): Promise<ChatRoom> {
  const peer = allPeers({}).find(({ name }) => name === spec.peer)
  if (peer?.chat === undefined) throw new Error(`No peer for chat is called ${spec.peer}`)
  return peer.chat.enter(spec.url)
}

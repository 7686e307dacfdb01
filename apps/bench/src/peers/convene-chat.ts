import { isRecord } from '../wire/is-record.ts'
import { connectSocketIo } from '../wire/socket-io-client.ts'
import { field, items, type Session, signIn, text } from './convene-session.ts'
import type { ChatRoom } from './peer.ts'

/** Pages of 200, the most one call gives: more than any scenario asks back. */
const HISTORY_PAGES = 5
const HISTORY_PAGE = 200

/** The first open channel of the example community. */
export async function enterChat(url: string): Promise<ChatRoom> {
  const session = await signIn(url)
  const channels = items(await session.snapshot(session.community), 'channels')
  const channelId = text(
    channels.find((channel) => channel.access === 'open'),
    'id',
  )
  const auth = { token: session.token }
  return {
    async follow(onFrame) {
      const client = await connectSocketIo(url, auth, onFrame)
      accepted(await client.ask(['follow', { stream: `channel/${channelId}` }]))
      return client
    },
    async speak() {
      const client = await connectSocketIo(url, auth, () => {})
      const refused: { count: number; reason: string | null } = { count: 0, reason: null }
      let lastKey = 0
      return {
        say(message, onSaved) {
          lastKey += 1
          // With a key, as the page sends it: the price of safe retries belongs to the measurement.
          client.emit(
            ['call', 'chat.post', { channelId, text: message }, `bench-${client.id}-${lastKey}`],
            (answer) => {
              if (isRecord(answer) && answer.ok === true) return onSaved?.()
              refused.count += 1
              refused.reason ??= JSON.stringify(answer)
            },
          )
        },
        refusals: () => refused,
        close: client.close,
        closed: client.closed,
      }
    },
    history: () => history(session, channelId),
  }
}

async function history(session: Session, channelId: string): Promise<string> {
  const pages: string[] = []
  let before: number | undefined
  while (pages.length < HISTORY_PAGES) {
    const page = await session.call('chat.history', {
      channelId,
      limit: HISTORY_PAGE,
      ...(before === undefined ? {} : { before }),
    })
    pages.push(JSON.stringify(page))
    const [oldest] = items(page, 'messages')
    if (oldest === undefined) break
    before = Number(field(oldest, 'seq'))
  }
  return pages.join('\n')
}

function accepted(answer: unknown): void {
  if (!isRecord(answer) || answer.ok !== true)
    throw new Error(`The server refused to be followed: ${JSON.stringify(answer)}`)
}

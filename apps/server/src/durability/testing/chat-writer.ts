import type { Clock } from '@convene/testkit'
import { io } from 'socket.io-client'
import { z } from 'zod'

/** Somebody who posts without pause, and posts again, under the same key, what was not answered. */
export interface ChatWriter {
  readonly channelId: string
  /** By text: what the server answered. */
  readonly acknowledged: ReadonlyMap<string, { id: string; seq: number }>
  /** Posts sent more than once. */
  retries(): number
  /** Answers that no server should give, in words. */
  readonly refusals: readonly string[]
  /** Stops beginning new posts; resolves when every one begun is answered. */
  finish(): Promise<void>
  close(): void
}

/** Posts of one writer that may be on their way at once. */
const AT_ONCE = 3
const ANSWER_MS = 1_000

export function chatWriter(
  url: string,
  { token, channelId, name, clock }: { token: string; channelId: string; name: string; clock: Clock },
): ChatWriter {
  const socket = io(url, {
    auth: { token },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 200,
  })
  const acknowledged = new Map<string, { id: string; seq: number }>()
  const refusals: string[] = []
  let begun = 0
  let retries = 0
  let finishing = false
  let closed = false

  async function post(text: string, key: string): Promise<void> {
    for (let tries = 0; !closed; tries++) {
      if (tries > 0) retries += 1
      const answer = await attempt(text, key)
      if (answer?.ok) return void acknowledged.set(text, answer.output.message)
      if (answer && answer.error.kind !== 'unavailable') refusals.push(`${text}: ${answer.error.reason}`)
      if (answer) await new Promise<void>((resolve) => clock.after(ANSWER_MS, resolve))
    }
  }

  /** Undefined when the connection or the server went before it answered. */
  async function attempt(text: string, key: string): Promise<z.output<typeof answerShape> | undefined> {
    try {
      return answerShape.parse(
        await socket.timeout(ANSWER_MS).emitWithAck('call', 'chat.post', { channelId, text }, key),
      )
    } catch (error) {
      if (error instanceof z.ZodError) refusals.push(`${text}: an answer of another shape`)
      return undefined
    }
  }

  async function write(): Promise<void> {
    while (!finishing) {
      begun += 1
      await post(`${name} says ${begun}`, `${name}-${begun}`)
    }
  }

  const writing = Promise.all(Array.from({ length: AT_ONCE }, write))
  return {
    channelId,
    acknowledged,
    retries: () => retries,
    refusals,
    async finish() {
      finishing = true
      await writing
    },
    close() {
      closed = true
      socket.disconnect()
    },
  }
}

const answerShape = z.discriminatedUnion('ok', [
  z.object({
    ok: z.literal(true),
    output: z.object({ message: z.object({ id: z.string(), seq: z.number() }) }),
  }),
  z.object({ ok: z.literal(false), error: z.object({ kind: z.string(), reason: z.string() }) }),
])

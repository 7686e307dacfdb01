import type { Redis } from 'ioredis'

export interface Signals {
  send(topic: string, payload: Uint8Array): void
  on(listener: (topic: string, payload: Uint8Array, from: string) => void): void
}

/** More than this not yet taken by Redis, and new ones are dropped. */
const UNDER_WAY_MAX = 1_000

/** Fleeting messages over publish and subscribe: `<node> <topic>`, a line end, and the payload. Own ones do not come back. */
export function createSignals(options: {
  writer: Redis
  subscriber: Redis
  channel: string
  nodeId: string
}): Signals & { readonly begun: Promise<void> } {
  const { writer, subscriber, channel, nodeId } = options
  const listeners: Parameters<Signals['on']>[0][] = []
  const begun = Promise.withResolvers<void>()
  let underWay = 0
  // Once subscribed, the connection subscribes again by itself; a first attempt that fails is made again when it is back.
  subscriber.on('ready', () => subscriber.subscribe(channel).then(() => begun.resolve(), ignore))
  subscriber.on('messageBuffer', (_channel: Buffer, message: Buffer) => {
    const split = message.indexOf(LINE_END)
    const [from, topic] = message.subarray(0, split).toString().split(' ', 2)
    if (split < 0 || from === undefined || topic === undefined || from === nodeId) return
    const payload = new Uint8Array(message.subarray(split + 1))
    for (const listener of listeners) listener(topic, payload, from)
  })
  return {
    begun: begun.promise,
    send(topic, payload) {
      if (writer.status !== 'ready' || underWay >= UNDER_WAY_MAX) return
      underWay++
      writer
        .publish(channel, Buffer.concat([Buffer.from(`${nodeId} ${topic}\n`), payload]))
        .catch(ignore)
        .finally(() => underWay--)
    },
    on: (listener) => void listeners.push(listener),
  }
}

const LINE_END = '\n'.charCodeAt(0)
/** Signals promise nothing. */
const ignore = () => {}

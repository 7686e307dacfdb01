import { parseArgs } from 'node:util'

/** What a load generator is told, as flags on its command line. */
export interface LoadSpec {
  /** The name of the peer whose client to use. */
  readonly peer: string
  readonly url: string
  /** The server's process, whose CPU and memory are read at the edges of the measured window. */
  readonly pid: number
  /** Items a second, over all senders. */
  readonly rate: number
  /** Followers of the channel, or connections to the document. */
  readonly connections: number
  readonly seconds: number
  readonly warmUpSeconds: number
}

export const toFlags = (spec: LoadSpec): string[] => Object.entries(spec).map(([name, value]) => `--${name}=${value}`)

export function fromFlags(args: string[]): LoadSpec {
  const option = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      peer: option,
      url: option,
      pid: option,
      rate: option,
      connections: option,
      seconds: option,
      warmUpSeconds: option,
    },
  })
  return {
    peer: values.peer ?? '',
    url: values.url ?? '',
    pid: Number(values.pid),
    rate: atMost(Number(values.rate), 5_000),
    connections: atMost(Number(values.connections), 500),
    seconds: atMost(Number(values.seconds), 60),
    warmUpSeconds: atMost(Number(values.warmUpSeconds), 60),
  }
}

/** A load generator is bounded, whatever it is told. */
function atMost(value: number, limit: number): number {
  if (!(value >= 0 && value <= limit)) throw new Error(`${value} is not between 0 and ${limit}`)
  return value
}

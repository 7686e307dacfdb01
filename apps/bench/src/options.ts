import { parseArgs } from 'node:util'
import type { Peer } from './peers/peer.ts'
import { scenarios } from './scenarios/index.ts'
import type { Scenario, Settings } from './scenarios/scenario.ts'

export interface Options extends Settings {
  readonly scenarios: readonly Scenario[]
  readonly peers: readonly Peer[]
  /** Where the raw figures go, or null. */
  readonly json: string | null
}

export const USAGE = `bench [${scenarios.map(({ name }) => name).join('|')} ...]
  --quick          one round of two seconds: shows that it works
  --rounds N       alternating rounds, of which the median is told (3)
  --kills N        kills of the kill scenario (50)
  --seed N         of the moments of the kills (1)
  --peers a,b      only these servers, by name
  --json FILE      writes every round's figures`

/** Reads the command line. Throws with a sentence on a name it does not know. */
export function readOptions(args: string[], peers: readonly Peer[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      rounds: { type: 'string', default: '3' },
      kills: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      peers: { type: 'string' },
      json: { type: 'string' },
    },
  })
  const { quick } = values
  return {
    scenarios: choose(scenarios, positionals, 'scenario'),
    peers: choose(peers, values.peers?.split(',') ?? [], 'server'),
    json: values.json ?? null,
    quick,
    rounds: quick ? 1 : Number(values.rounds),
    seconds: quick ? 2 : 8,
    warmUpSeconds: quick ? 0.5 : 2,
    kills: quick ? 1 : Number(values.kills),
    seed: Number(values.seed),
  }
}

function choose<T extends { name: string }>(all: readonly T[], names: readonly string[], what: string): readonly T[] {
  const unknown = names.find((name) => !all.some((one) => one.name === name))
  if (unknown !== undefined) {
    throw new Error(`There is no ${what} "${unknown}". There are: ${all.map(({ name }) => name).join(', ')}`)
  }
  return names.length === 0 ? all : all.filter(({ name }) => names.includes(name))
}

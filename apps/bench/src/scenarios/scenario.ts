import type { Peer } from '../peers/peer.ts'

/** One benchmark: what it measures, of whom, and what the figures mean. */
export interface Scenario {
  readonly name: string
  readonly title: string
  /** One or two sentences a reader needs to judge the table. */
  readonly method: string
  readonly columns: readonly Column[]
  cases(peers: readonly Peer[], settings: Settings): readonly Case[]
}

/** One load. Each round measures every peer once, so that a slow minute of the machine falls on all. */
export interface Case {
  readonly label: string
  readonly peers: readonly Peer[]
  readonly rounds: number
  measure(peer: Peer, dataFolder: string): Promise<Figures>
}

/** By column key. */
export type Figures = Readonly<Record<string, number>>

export interface Column {
  readonly key: string
  /** With its unit. */
  readonly title: string
  readonly digits: number
  /** The table gets a further column: this figure as a multiple of the first peer's. */
  readonly ratio?: true
}

export interface Settings {
  readonly rounds: number
  /** The measured window of a load. */
  readonly seconds: number
  readonly warmUpSeconds: number
  /** One load only, and fewer of everything that is counted: shows that the benchmark works, not how fast anything is. */
  readonly quick: boolean
  readonly kills: number
  readonly seed: number
}

export const LOAD_COLUMNS: readonly Column[] = [
  { key: 'cpuUs', title: 'server CPU, µs per delivery', digits: 2, ratio: true },
  { key: 'perSecond', title: 'deliveries/s', digits: 0 },
  { key: 'p50Ms', title: 'p50 ms', digits: 1 },
  { key: 'p99Ms', title: 'p99 ms', digits: 1 },
  { key: 'peakRssMb', title: 'peak RSS MB', digits: 0 },
  { key: 'lost', title: 'lost', digits: 0 },
  { key: 'refused', title: 'refused', digits: 0 },
  { key: 'generatorBusy', title: 'generator busy %', digits: 0 },
]

import type { Figures } from '../scenarios/scenario.ts'

/** What one case gave: every round's figures of every peer, before any median is taken. */
export interface CaseResult {
  readonly label: string
  readonly peers: readonly { readonly name: string; readonly keeps: string; readonly rounds: readonly Figures[] }[]
  /** Measurements that did not come to figures, as sentences. */
  readonly failures: readonly string[]
}

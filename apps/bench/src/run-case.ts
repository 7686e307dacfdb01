import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CaseResult } from './report/result.ts'
import type { Case, Figures } from './scenarios/scenario.ts'

/** Alternating rounds (A B C, A B C, ...), each measurement on a fresh folder below `root`. One that fails is told, and the rest go on. */
export async function runCase(one: Case, root: string, tell: (line: string) => void): Promise<CaseResult> {
  const failures: string[] = []
  const rounds = new Map<string, Figures[]>(one.peers.map(({ name }) => [name, []]))
  for (let round = 1; round <= one.rounds; round += 1) {
    for (const peer of one.peers) {
      const folder = await mkdtemp(join(root, 'run-'))
      try {
        tell(`${one.label}, round ${round} of ${one.rounds}: ${peer.name}`)
        rounds.get(peer.name)?.push(await one.measure(peer, folder))
      } catch (error) {
        failures.push(`${one.label}, ${peer.name}, round ${round}: ${error instanceof Error ? error.message : error}`)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    }
  }
  return {
    label: one.label,
    peers: one.peers.map(({ name, keeps }) => ({ name, keeps, rounds: rounds.get(name) ?? [] })),
    failures,
  }
}

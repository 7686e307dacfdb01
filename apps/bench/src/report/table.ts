import { median } from '../measure/median.ts'
import type { Column } from '../scenarios/scenario.ts'
import type { CaseResult } from './result.ts'

/** The scenario's markdown table: a row for each case and peer, medians over the rounds, ratios to the case's first peer. */
export function table(columns: readonly Column[], results: readonly CaseResult[]): string {
  const first = results[0]?.peers[0]?.name ?? ''
  const titles = columns.flatMap(({ title, ratio }) => (ratio ? [title, `× ${first}`] : [title]))
  const header = ['load', 'server', 'keeps', ...titles]
  const rows = results.flatMap(({ label, peers }) =>
    peers.map(({ name, keeps, rounds }) => {
      const cells = columns.flatMap(({ key, digits, ratio }) => {
        const value = middle(rounds, key)
        const base = middle(peers[0]?.rounds ?? [], key)
        return ratio ? [format(value, digits), format(value / base, 2, '-')] : [format(value, digits)]
      })
      return [label, name, keeps, ...cells]
    }),
  )
  const align = header.map((_, index) => (index < TEXT_COLUMNS ? '---' : '---:'))
  return [header, align, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

const TEXT_COLUMNS = 3

const middle = (rounds: CaseResult['peers'][number]['rounds'], key: string): number =>
  median(rounds.map((figures) => figures[key] ?? Number.NaN))

const format = (value: number, digits: number, otherwise = 'failed'): string =>
  Number.isFinite(value)
    ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : otherwise

import { AppError } from '@convene/protocol'
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { keyOf } from './columns.ts'

/** Lines of one import: nobody else can write while they are applied, well under a second. More are better brought in as several files, each of which can be looked over. */
export const LINES_MAX = 1000

export interface CsvLine<C extends string> {
  /** Where it begins in the file; the first line, with the names of the columns, is 1. */
  readonly line: number
  /** Trimmed cells of the columns the file has. */
  readonly cells: Partial<Record<C, string>>
}

/**
 * Reads a spreadsheet's CSV: a byte order mark, commas, semicolons or tabs, quotes with line breaks inside, columns in
 * any order, unknown columns passed over.
 * @throws AppError invalid (`communities.csv-unreadable`, `communities.csv-columns`), too-large
 */
export function readCsv<C extends string>(
  csv: string,
  columns: Readonly<Record<C, readonly string[]>>,
  required: NoInfer<C>,
): CsvLine<C>[] {
  // One way to end a line: the parser counts two lines for a CR LF inside a cell.
  const [head, ...records] = parseRecords(csv.replace(/\r\n?/g, '\n'))
  const keys = (head?.record ?? []).map((said) => keyOf(columns, said))
  const known = keys.filter((key) => key !== undefined)
  if (!known.includes(required)) throw new AppError('invalid', 'communities.csv-columns', { missing: required })
  const twice = known.find((key, place) => known.indexOf(key) !== place)
  if (twice !== undefined) throw new AppError('invalid', 'communities.csv-columns', { twice })
  if (records.length > LINES_MAX) throw new AppError('too-large', 'communities.csv-too-long', { max: LINES_MAX })
  return records.map(({ record, line }) => ({ line, cells: cellsOf(keys, record) }))
}

const parsed = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

function parseRecords(csv: string): { record: string[]; line: number }[] {
  try {
    const all = parse(csv, {
      bom: true,
      delimiter: delimiterOf(csv),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      trim: true,
      // One more than an import may have, so that it is known to be too long without reading on.
      to: LINES_MAX + 2,
    })
    return parsed.parse(all).map(({ record, info }) => ({ record, line: info.lines - breaksIn(record) }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new AppError('invalid', 'communities.csv-unreadable', { code: error.code, line: Number(error.lines ?? 0) })
  }
}

/** The sign that divides the first line most often: French spreadsheets write semicolons. */
function delimiterOf(csv: string): string {
  const first = csv.slice(0, csv.search(/\n|$/)).replace(/"[^"]*"/g, '')
  const counted = [',', ';', '\t'].map((sign) => ({ sign, times: first.split(sign).length }))
  return counted.reduce((best, next) => (next.times > best.times ? next : best)).sign
}

/** A record ends on the line the parser tells; line breaks inside its cells say where it began. */
const breaksIn = (record: readonly string[]): number =>
  record.reduce((sum, cell) => sum + (cell.split('\n').length - 1), 0)

function cellsOf<C extends string>(keys: readonly (C | undefined)[], record: readonly string[]): CsvLine<C>['cells'] {
  const cells: Partial<Record<C, string>> = {}
  for (const [place, key] of keys.entries()) if (key !== undefined) cells[key] = record[place]?.trim() ?? ''
  return cells
}

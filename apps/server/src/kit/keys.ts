import { type ReadTx, type Tx, table } from '@convene/store'
import { z } from 'zod'

/** Results are kept at least this long; a retry within it never acts twice. */
export const KEY_KEPT_MS = 48 * 60 * 60 * 1000

/** Results of calls by their idempotency key, scoped to person and command. */
export const keysTable = table(
  'kit-keys',
  z.object({
    id: z.string(),
    /** The result as JSON text: it is only ever sent again. */
    output: z.string(),
    at: z.number(),
  }),
  { indexes: { byAge: ['at'] } },
)

export const keyId = (personId: string, command: string, key: string): string => `${personId} ${command} ${key}`

export async function keptResult(tx: ReadTx, id: string): Promise<{ output: unknown } | undefined> {
  const row = await tx.get(keysTable, id)
  return row && { output: JSON.parse(row.output) }
}

export const keepResult = (tx: Tx, id: string, output: unknown, now: number): Promise<void> =>
  tx.insert(keysTable, { id, output: JSON.stringify(output ?? null), at: now })

/** Forgets results older than `KEY_KEPT_MS`, at most `limit` at a time; returns how many it forgot. */
export async function forgetOldKeys(tx: Tx, now: number, limit = 500): Promise<number> {
  const { rows } = await tx.list(keysTable, { index: 'byAge', below: now - KEY_KEPT_MS, limit })
  for (const row of rows) await tx.delete(keysTable, row.id)
  return rows.length
}

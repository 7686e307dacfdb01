import type { AppliedMigration } from '../migrations.ts'
import type { Connection } from './connection.ts'

/** What ran on this file, in order; nothing for a new one. */
export function appliedMigrations(db: Connection): AppliedMigration[] {
  if (!db.get(`SELECT 1 FROM sqlite_schema WHERE name = 'migrations'`)) return []
  return db
    .all('SELECT number, name FROM migrations ORDER BY number')
    .map(({ number, name }) => ({ number: Number(number), name: String(name) }))
}

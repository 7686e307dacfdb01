import type { Tx } from './port.ts'

/**
 * One change to stored data that a release needs. `up` runs once per store, in one transaction, after the tables
 * have the new release's indexes; rows it reads may still have the old shape, rows it writes must have the new one.
 * On an empty store it runs too and finds nothing.
 */
export interface Migration {
  /** 1, 2, 3 …; numbers that were released never change. */
  readonly number: number
  readonly name: string
  up(tx: Tx): Promise<void>
}

/** A migration a store remembers. */
export interface AppliedMigration {
  readonly number: number
  readonly name: string
}

/**
 * What is left to run, in order.
 * @throws Error with a sentence for the operator when a newer release wrote the store, or when the list itself is wrong.
 */
export function pendingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const ordered = migrations.toSorted((a, b) => a.number - b.number)
  checkNumbers(ordered)
  const newest = ordered.at(-1)?.number ?? 0
  const unknown = applied.find(({ number }) => number > newest)
  if (unknown)
    throw new Error(
      `This data was written by a newer release of Convene (migration ${unknown.number}, ${unknown.name}). Run that release, or restore a backup made before it.`,
    )
  const done = new Set(applied.map(({ number }) => number))
  const last = Math.max(0, ...done)
  const pending = ordered.filter(({ number }) => !done.has(number))
  const late = pending.find(({ number }) => number < last)
  if (late)
    throw new Error(
      `Migration ${late.number} (${late.name}) comes before ${last}, which ran already: give it a higher number`,
    )
  return pending
}

function checkNumbers(ordered: readonly Migration[]): void {
  ordered.forEach(({ number, name }, i) => {
    if (!Number.isSafeInteger(number) || number < 1) throw new Error(`Migration ${name} needs a whole number from 1`)
    if (ordered[i - 1]?.number === number) throw new Error(`Two migrations have the number ${number}`)
  })
}

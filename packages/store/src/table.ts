import { z } from 'zod'

/** A row as features see it: a plain object with a string `id`; fields listed in `binary` are `Uint8Array`. */
export type Row = { id: string }

/** Columns of one index, in order. Rows lacking a column sort first (as `null`). */
export type Columns<R extends Row> = readonly [keyof R & string, ...(keyof R & string)[]]

/**
 * A table is data: both engines build theirs from this declaration, and nothing else describes it.
 * Index and unique columns hold strings, finite numbers, booleans, or nothing.
 */
export interface Table<R extends Row = Row, I extends string = string, U extends string = string> {
  readonly name: string
  readonly schema: z.ZodType<R>
  readonly indexes: Readonly<Record<I, Columns<R>>>
  /** A row with a missing (undefined or null) column takes no part in that unique index. */
  readonly unique: Readonly<Record<U, Columns<R>>>
  /** Text fields whose words `search` finds. */
  readonly search: readonly (keyof R & string)[]
  /** Fields holding `Uint8Array`, kept outside the row's JSON. */
  readonly binary: readonly (keyof R & string)[]
}

/** Declares a table. Names are kebab-case and unique over all features: `createStore` refuses two of one name. */
export function table<
  R extends Row,
  const I extends Record<string, Columns<R>> = Record<never, never>,
  const U extends Record<string, Columns<R>> = Record<never, never>,
>(
  name: string,
  schema: z.ZodType<R>,
  options: {
    indexes?: I
    unique?: U
    search?: readonly (keyof R & string)[]
    binary?: readonly (keyof R & string)[]
  } = {},
): Table<R, keyof I & string, keyof U & string> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`Table name must be kebab-case: ${name}`)
  return {
    name,
    schema,
    indexes: options.indexes ?? ({} as I),
    unique: options.unique ?? ({} as U),
    search: options.search ?? [],
    binary: options.binary ?? [],
  }
}

/** zod schema of a binary field. */
export const bytes = z.instanceof(Uint8Array)

import type { ReadTx } from '@convene/store'
import { personByEmail } from './people.ts'
import { askedTable } from './tables.ts'

/** The language to write to an address in: the person's own, else that of the page where it was entered. */
export async function languageFor(tx: ReadTx, email: string): Promise<'en' | 'fr'> {
  const person = await personByEmail(tx, email)
  return person?.settings.language ?? (await tx.get(askedTable, email))?.language ?? 'en'
}

import { identity } from '@convene/protocol'
import type { WriteContext } from '../../kit/command.ts'
import { meOf } from './people.ts'
import { type PersonRow, peopleTable } from './tables.ts'

export type ChangeContext = Pick<WriteContext, 'tx' | 'now' | 'newId' | 'emit'>

/** What is known of someone the moment they are registered; the rest starts empty. */
export type NewPerson = Pick<PersonRow, 'id' | 'email' | 'name'> & Partial<PersonRow>

/** Makes someone a person of this installation, in the transaction that makes their account. */
export async function enroll({ tx, now, emit }: ChangeContext, person: NewPerson): Promise<PersonRow> {
  const row: PersonRow = {
    discipline: '',
    languages: [],
    place: '',
    askAbout: '',
    introduction: '',
    contact: '',
    showContact: false,
    settings: { theme: 'auto' },
    administrator: false,
    ...person,
    createdAt: now,
  }
  await tx.insert(peopleTable, row)
  await emit(row.id, identity.registered, { me: meOf(row) })
  return row
}

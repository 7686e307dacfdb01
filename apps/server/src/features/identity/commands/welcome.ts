import { identity } from '@convene/protocol'
import { type Command, publicQuery } from '../../../kit/command.ts'
import { firstRun } from '../first-run.ts'
import { peopleTable } from '../tables.ts'

export const welcome = ({ demo }: { readonly demo: boolean }): Command =>
  publicQuery(identity.welcome, async ({ tx }) => {
    if (!demo) return { demoPeople: [], firstRun: await firstRun(tx) }
    const { rows } = await tx.list(peopleTable, { index: 'handles', from: '' })
    return {
      demoPeople: rows.map(({ handle = '', name, discipline }) => ({ handle, name, about: discipline })),
      firstRun: false,
    }
  })

import { communities } from '@convene/protocol'
import type { WriteContext } from '../../../kit/command.ts'
import { ORGANIZATIONS_MAX, placeFault, plainName } from '../organizations/check-organization.ts'
import { organizationsOf } from '../slices.ts'
import { organizationsTable } from '../tables.ts'
import { organizationColumns } from './columns.ts'
import { type PlannedLine, refused } from './plan.ts'
import { type CsvLine, readCsv } from './read-csv.ts'

type Line = CsvLine<keyof typeof organizationColumns>
type Organization = communities.Organization

/** Organizations are known by their name. One may be part of another that stands further down in the file. */
export async function planOrganizations(
  { tx, newId }: Pick<WriteContext, 'tx' | 'newId'>,
  community: communities.Community,
  csv: string,
): Promise<PlannedLine[]> {
  const lines = readCsv(csv, organizationColumns, 'name')
  const before = new Map((await organizationsOf(tx, community.id)).map((one) => [plainName(one.name), one]))
  const ids = new Map([...before].map(([name, { id }]) => [name, id]))
  for (const { cells } of lines) {
    const name = plainName(cells.name ?? '')
    if (name !== '' && !ids.has(name)) ids.set(name, newId())
  }
  const drafts = draftAll(lines, { community, before, ids })
  const after = new Map([...before.values()].map((one) => [one.id, one]))
  for (const { draft } of drafts) if (draft) after.set(draft.id, draft)
  return drafts.map(({ line, what, fault, draft }) => {
    if (!draft) return refused(line, what, fault.reason, fault.details)
    const misplaced = placeFault(after, draft)
    if (misplaced) return refused(line, what, misplaced.reason)
    if (after.size > ORGANIZATIONS_MAX)
      return refused(line, what, 'communities.too-many-organizations', { max: ORGANIZATIONS_MAX })
    return planned(line, community.id, draft, before.get(plainName(draft.name)))
  })
}

type Drafted = { line: number; what: string } & (
  | { draft: Organization; fault?: undefined }
  | { draft?: undefined; fault: { reason: string; details?: Record<string, unknown> } }
)

function draftAll(
  lines: readonly Line[],
  known: {
    community: communities.Community
    before: ReadonlyMap<string, Organization>
    ids: ReadonlyMap<string, string>
  },
): Drafted[] {
  const seen = new Map<string, number>()
  return lines.map(({ line, cells }) => {
    const what = cells.name ?? ''
    const at = { line, what }
    const name = plainName(what)
    const id = known.ids.get(name)
    if (id === undefined) return { ...at, fault: { reason: 'communities.csv-no-name' } }
    const earlier = seen.get(name)
    if (earlier !== undefined) return { ...at, fault: { reason: 'communities.csv-twice', details: { line: earlier } } }
    seen.set(name, line)
    const old = known.before.get(name)
    const kindId = cells.kind ? kindCalled(known.community, cells.kind) : old?.kindId
    if (kindId === undefined)
      return { ...at, fault: { reason: 'communities.csv-unknown-kind', details: { kind: cells.kind ?? '' } } }
    const partOf = cells.partOf ? known.ids.get(plainName(cells.partOf)) : old?.partOf
    if (cells.partOf && partOf === undefined)
      return { ...at, fault: { reason: 'communities.csv-unknown-organization', details: { name: cells.partOf } } }
    const draft = communities.organization.safeParse({
      id,
      name: old?.name ?? what,
      kindId,
      area: cells.area || old?.area,
      partOf,
    })
    if (!draft.success)
      return {
        ...at,
        fault: { reason: 'communities.csv-bad-cell', details: { column: String(draft.error.issues[0]?.path[0]) } },
      }
    return { ...at, draft: draft.data }
  })
}

function planned(line: number, communityId: string, draft: Organization, old: Organization | undefined): PlannedLine {
  const what = draft.name
  if (old && FIELDS.every((field) => old[field] === draft[field])) return { told: { line, what, outcome: 'unchanged' } }
  return {
    told: { line, what, outcome: old ? 'changed' : 'added' },
    async act({ tx, emit }) {
      await tx.put(organizationsTable, { ...draft, communityId })
      const event = old ? communities.organizationChanged : communities.organizationAdded
      await emit(communityId, event, { organization: draft })
    },
  }
}

const FIELDS = ['kindId', 'area', 'partOf'] as const

/** A kind by its id, or by its name in either language. */
function kindCalled(community: communities.Community, said: string): string | undefined {
  const plain = plainName(said)
  return community.organizationKinds.find(
    ({ id, name }) => id === said || plainName(name.en) === plain || (name.fr && plainName(name.fr) === plain),
  )?.id
}

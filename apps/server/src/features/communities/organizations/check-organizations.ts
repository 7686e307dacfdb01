import { AppError } from '@convene/protocol'
import type { ReadTx } from '@convene/store'
import { organizationsTable } from '../tables.ts'

/** @throws AppError invalid when one of these is not an organization of the community. */
export async function checkOrganizations(
  tx: ReadTx,
  communityId: string,
  organizationIds: readonly (string | null | undefined)[],
): Promise<void> {
  for (const organizationId of organizationIds) {
    if (organizationId === undefined || organizationId === null) continue
    const organization = await tx.get(organizationsTable, organizationId)
    if (organization?.communityId !== communityId)
      throw new AppError('invalid', 'communities.no-such-organization', { organizationId })
  }
}

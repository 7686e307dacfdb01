import { identity, notFound } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { accessTokensTable } from '../tables.ts'

export const revokeToken = command(identity.revokeToken, {
  async load({ tx, actor }, { tokenId }) {
    const row = await tx.get(accessTokensTable, tokenId)
    if (row?.personId !== actor.personId) throw notFound('token')
    return row
  },
  allow: () => true,
  async run({ tx, emit }, { id, personId }) {
    await tx.delete(accessTokensTable, id)
    await emit(personId, identity.tokenRevoked, { tokenId: id })
    return {}
  },
})

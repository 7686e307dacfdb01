import { identity } from '@convene/protocol'
import { table } from '@convene/store'
import { z } from 'zod'

/** Everyone registered: who they are to others, and what only they see. Their proof of identity is in `auth/`. */
export const peopleTable = table(
  'people',
  identity.person.extend({
    /** Lower case. */
    email: z.string(),
    settings: identity.settings,
    /** Looks after the installation, which says nothing about communities. */
    administrator: z.boolean(),
    createdAt: z.number(),
  }),
  { indexes: { handles: ['handle'] }, unique: { byEmail: ['email'], byHandle: ['handle'] }, search: ['name'] },
)
export type PersonRow = z.infer<typeof peopleTable.schema>

/** Personal access tokens; of the secret only a hash. */
export const accessTokensTable = table(
  'access-tokens',
  z.object({
    id: z.string(),
    personId: z.string(),
    name: z.string(),
    hash: z.string(),
    createdAt: z.number(),
    expiresAt: z.number(),
    lastUsedAt: z.number().optional(),
  }),
  { indexes: { byPerson: ['personId', 'createdAt'], byExpiry: ['expiresAt'] }, unique: { byHash: ['hash'] } },
)
export type AccessTokenRow = z.infer<typeof accessTokensTable.schema>

/** Who belongs to which community, kept from its events: people see those they share one with. Id: `<community> <person>`. */
export const belongingTable = table(
  'identity-belonging',
  z.object({ id: z.string(), communityId: z.string(), personId: z.string() }),
  { indexes: { byPerson: ['personId'] } },
)

/** What someone said of themselves when they asked for a link, until they open it. Id: the address. */
export const askedTable = table(
  'identity-asked',
  z.object({
    id: z.string(),
    name: z.string().optional(),
    language: identity.settings.shape.language,
    until: z.number(),
  }),
  { indexes: { byExpiry: ['until'] } },
)

/** One row, made by the first run: two first runs at once cannot both insert it. */
export const installationTable = table('installation', z.object({ id: z.literal('installation'), setUpBy: z.string() }))

import { type Table, table } from '@convene/store'
import { z } from 'zod'

/**
 * What better-auth keeps, as its adapter factory hands it over: instants are ISO 8601 strings (they sort as times do).
 * Fields the library adds in a later version are kept too (`looseObject`).
 */
const instant = z.string()

/** One row a person able to sign in; the id is the person's. */
export const usersTable = table(
  'auth-users',
  z.looseObject({
    id: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string(),
    createdAt: instant,
    updatedAt: instant,
  }),
  { indexes: { byId: ['id'] }, unique: { byEmail: ['email'] } },
)
export type UserRow = z.infer<typeof usersTable.schema>

/** A sign-in on one device. */
export const sessionsTable = table(
  'auth-sessions',
  z.looseObject({
    id: z.string(),
    userId: z.string(),
    /** Its hash. */
    token: z.string(),
    expiresAt: instant,
    createdAt: instant,
    updatedAt: instant,
    userAgent: z.string().nullish(),
  }),
  { indexes: { byId: ['id'], byUser: ['userId'], byExpiry: ['expiresAt'] }, unique: { byToken: ['token'] } },
)
export type SessionRow = z.infer<typeof sessionsTable.schema>

/** A way to prove who one is: today the hash of a password. */
export const accountsTable = table(
  'auth-accounts',
  z.looseObject({
    id: z.string(),
    userId: z.string(),
    accountId: z.string(),
    providerId: z.string(),
    password: z.string().nullish(),
    createdAt: instant,
    updatedAt: instant,
  }),
  { indexes: { byId: ['id'], byUser: ['userId'] }, unique: { byAccount: ['providerId', 'accountId'] } },
)

/** Links and codes on their way to a mailbox; only hashes of them. */
export const verificationsTable = table(
  'auth-verifications',
  z.looseObject({ id: z.string(), identifier: z.string(), value: z.string(), expiresAt: instant, createdAt: instant }),
  { indexes: { byId: ['id'], byIdentifier: ['identifier'], byExpiry: ['expiresAt'] } },
)

/** A row of any model, as the adapter sees it. */
export type AuthRow = { id: string } & Record<string, unknown>
/** Every table has `byId`, the way to walk all of it. */
export type AuthTable = Table<AuthRow, string, string>

/** better-auth's models and where each is kept. */
export const authTables: ReadonlyMap<string, AuthTable> = new Map<string, AuthTable>([
  ['user', usersTable],
  ['session', sessionsTable],
  ['account', accountsTable],
  ['verification', verificationsTable],
])

import { notesTables } from '@convene/notes-sync'
import type { AnyTable, Migration } from '@convene/store'
import { demoTables } from '../demo/tables.ts'
import type { Feature } from '../kit/feature.ts'
import { leasesTable } from '../kit/job-runner.ts'
import { keysTable } from '../kit/keys.ts'
import { keysJob } from '../kit/keys-job.ts'
import type { NodeSignals } from '../kit/node-signals.ts'
import type { Services } from '../kit/services.ts'
import { trimJob } from '../kit/trim-job.ts'
import { createAdmin } from './admin/index.ts'
import { chatFeature, chatTables } from './chat/index.ts'
import { communitiesTables, createCommunities } from './communities/index.ts'
import { createIdentity, type Identity, identityTables, type MakeLimiter } from './identity/index.ts'
import { createMail, mailTables } from './mail/index.ts'
import { createMeetings, meetingsTables, type SeedNotes } from './meetings/index.ts'
import { createPresence } from './presence/index.ts'

/** What the store must hold, known before anything runs. */
export const tables: readonly AnyTable[] = [
  keysTable,
  leasesTable,
  ...notesTables,
  ...identityTables,
  ...mailTables,
  ...communitiesTables,
  ...chatTables,
  ...meetingsTables,
  ...demoTables,
]

/** Changes of what is stored, from release to release, in order. */
export const migrations: readonly Migration[] = []

export interface FeatureOptions {
  readonly services: Services
  /** Public address, without a slash at the end. */
  readonly url: string
  readonly secret: string
  readonly demo: boolean
  readonly rateFactor: number
  /** Where tries to sign in are counted; in memory unless given. */
  readonly makeLimiter?: MakeLimiter | undefined
  readonly smtp?: string | undefined
  readonly nodes: NodeSignals
  readonly nodeId: string
  readonly seedNotes: SeedNotes
  /** Asks a job to run soon. */
  readonly kick: (job: string) => void
}

/** The one list of features. */
export function createFeatures(options: FeatureOptions): {
  features: readonly Feature[]
  identity: Identity
  close(): void
} {
  const { services, nodes, nodeId, url } = options
  const mail = createMail({ relay: options.smtp, from: `Convene <no-reply@${new URL(url).hostname}>` })
  const identity = createIdentity(services, { ...options, onMail: () => options.kick('mail.send') })
  const presence = createPresence({ clock: services.clock, nodes, nodeId })
  return {
    identity,
    features: [
      identity.feature,
      mail.feature,
      createAdmin({ relay: mail.relay }),
      createCommunities({ ...options, randomBytes: services.randomBytes }),
      chatFeature,
      createMeetings(options.seedNotes),
      presence,
      { name: 'kit', jobs: [keysJob, trimJob] },
    ],
    close() {
      presence.close()
      mail.close()
    },
  }
}

import * as adminCommands from './admin/commands.ts'
import * as chatCommands from './chat/commands.ts'
import * as chatEvents from './chat/events.ts'
import * as chatReduce from './chat/reduce.ts'
import * as communitiesCommands from './communities/commands.ts'
import * as communitiesEvents from './communities/events.ts'
import * as communitiesReduce from './communities/reduce.ts'
import type { Slice } from './core/slice.ts'
import * as identityCommands from './identity/commands.ts'
import * as identityEvents from './identity/events.ts'
import * as identityReduce from './identity/reduce.ts'
import * as meetingsCommands from './meetings/commands.ts'
import * as meetingsEvents from './meetings/events.ts'
import * as meetingsReduce from './meetings/reduce.ts'
import * as presenceSignals from './presence/signals.ts'

/** The one list of features of the wire: everything else (slices, OpenAPI, the version hash) is read from it. */
export const wire = {
  admin: [adminCommands],
  chat: [chatCommands, chatEvents, chatReduce],
  communities: [communitiesCommands, communitiesEvents, communitiesReduce],
  identity: [identityCommands, identityEvents, identityReduce],
  meetings: [meetingsCommands, meetingsEvents, meetingsReduce],
  presence: [presenceSignals],
}

/** Every slice, of all streams. */
export const slices: readonly Slice[] = Object.values(wire)
  .flat()
  .flatMap((module) => Object.values(module))
  .filter(isSlice)

function isSlice(value: unknown): value is Slice {
  return typeof value === 'object' && value !== null && 'reduce' in value && 'handles' in value
}

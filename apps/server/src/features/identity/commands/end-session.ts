import { identity, notFound } from '@convene/protocol'
import { command } from '../../../kit/command.ts'
import { endSessionRow } from '../end-session-row.ts'

export const endSession = command(identity.endSession, {
  load: async () => undefined,
  allow: () => true,
  async run(context, _, { sessionId }) {
    if (!(await endSessionRow(context, context.actor.personId, sessionId))) throw notFound('session')
    return {}
  },
})

import { type Client, useClient, useReadable, useSession, writable } from '../../net/index.ts'
import { createOutbox, type Outbox, type Outgoing } from './outbox.ts'
import { outboxStore } from './outbox-store.ts'

/** The one outbox of this page's person: it goes on sending while other places are shown. `undefined` while nobody is signed in. */
export function useOutbox(): Outbox | undefined {
  const client = useClient()
  const session = useSession()
  return session.state === 'signed-in' ? outboxOf(client, session.personId) : undefined
}

/** What this person is sending in a channel, oldest first. */
export function useOutgoing(channelId: string): readonly Outgoing[] {
  return useReadable(useOutbox()?.messages ?? nothing).filter((one) => one.channelId === channelId)
}

/** One outbox for each client and person: two would send the same rows, though the server would keep only one of each. */
function outboxOf(client: Client, personId: string): Outbox {
  const known = outboxes.get(client)
  if (known?.personId === personId) return known.outbox
  known?.outbox.close()
  const outbox = createOutbox(client, outboxStore(personId))
  outboxes.set(client, { personId, outbox })
  return outbox
}

const outboxes = new WeakMap<Client, { readonly personId: string; readonly outbox: Outbox }>()
const nothing = writable<readonly Outgoing[]>([])

import { type AwarenessEntry, encodeAwareness, readAwareness } from './awareness.ts'
import type { NotesPerson } from './ports.ts'
import type { Drop } from './stats.ts'
import { awarenessFrame } from './wire.ts'

/** One connection as presence sees it. */
export interface Present {
  readonly person: NotesPerson
  /** The Yjs client bound to this connection: the only one it may speak for. */
  clientId: number | undefined
  /** Added to the client's own awareness clocks; see `Presence.#bind`. */
  clockShift: number
  sendAwareness(frame: Uint8Array): void
}

export interface PresenceDeps {
  /** Largest state of one client, in bytes of JSON. */
  readonly stateBytes: number
  /** Whether this person may speak for this client, as far as the document's history says. */
  mayOwn(personId: string, client: number): boolean
  drop(what: Drop): void
  /** Something changed; `flush` is wanted soon. */
  changed(): void
}

interface State {
  clock: number
  /** Undefined once gone; then the entry only remembers the clock. */
  json: string | undefined
  /** The local connection that speaks for it; undefined for clients of other nodes. */
  owner: Present | undefined
  personId: string
  seenAtMs: number
}

/** Clients renew their state every 15 s and forget others after 30 s. */
const GHOST_MS = 45_000
/** A client that was away longer has renewed its clock by itself. */
const TOMBSTONE_MS = 60_000

/** Who is in a document and where their cursors are. Never stored; identity is the server's word, not the client's. */
export class Presence {
  readonly #deps: PresenceDeps
  readonly #states = new Map<number, State>()
  readonly #changed = new Set<number>()
  /** Those of `#changed` that other nodes learn from us. */
  readonly #ours = new Set<number>()

  constructor(deps: PresenceDeps) {
    this.#deps = deps
  }

  /** An awareness payload from a connection. @throws Malformed */
  receive(from: Present, payload: Uint8Array, nowMs: number): void {
    const entries = readAwareness(payload)
    if (from.clientId === undefined) this.#bind(from, entries)
    for (const entry of entries) {
      if (entry.client === from.clientId) this.#own(from, entry, nowMs)
      else this.#deps.drop('foreignAwareness')
    }
  }

  /** An awareness payload another node has already checked. */
  receiveRemote(payload: Uint8Array, nowMs: number): void {
    for (const { client, clock, json } of readAwareness(payload)) {
      const known = this.#states.get(client)
      if (known !== undefined && known.clock >= clock && !(known.clock === clock && json === 'null')) continue
      if (known?.owner !== undefined) known.owner.clientId = undefined
      const gone = json === 'null'
      const personId = gone ? (known?.personId ?? '') : personOf(json)
      this.#states.set(client, { clock, json: gone ? undefined : json, owner: undefined, personId, seenAtMs: nowMs })
      this.#note(client, false)
    }
  }

  /** The local connection that speaks for this client at the moment. */
  ownerOf(client: number): Present | undefined {
    return this.#states.get(client)?.owner
  }

  leave(who: Present): void {
    const state = who.clientId === undefined ? undefined : this.#states.get(who.clientId)
    if (who.clientId === undefined || state?.owner !== who) return
    const shown = state.json !== undefined
    state.json = undefined
    state.owner = undefined
    if (shown) this.#note(who.clientId, true)
  }

  /** Ends states that nobody renews, and forgets those long gone. */
  expire(nowMs: number): void {
    for (const [client, state] of this.#states) {
      const silentMs = nowMs - state.seenAtMs
      if (state.json !== undefined && silentMs > GHOST_MS) {
        state.json = undefined
        this.#note(client, state.owner !== undefined)
      } else if (state.json === undefined && state.owner === undefined && silentMs > TOMBSTONE_MS) {
        this.#states.delete(client)
      }
    }
  }

  /** Awareness frame of everyone who is here, for one who comes; undefined when nobody is. */
  everyone(localOnly = false): Uint8Array | undefined {
    const shown = [...this.#states].filter(
      ([, { json, owner }]) => json !== undefined && (!localOnly || owner !== undefined),
    )
    return this.#encode(shown.map(([client]) => client))
  }

  /** Tells what changed since the last time: to those here, and to other nodes. */
  flush(members: Iterable<Present>, publish: (frame: Uint8Array) => void): void {
    const shared = this.#encode([...this.#changed])
    const ours = this.#ours.size === this.#changed.size ? shared : this.#encode([...this.#ours])
    if (shared !== undefined) {
      for (const member of members) this.#tell(member, shared)
    }
    this.#changed.clear()
    this.#ours.clear()
    if (ours !== undefined) publish(ours)
  }

  /** An echo with a shifted clock would overwrite the client's newer state, so those get a frame without themselves. */
  #tell(member: Present, shared: Uint8Array): void {
    const own = member.clientId
    if (own === undefined || !this.#changed.has(own)) {
      member.sendAwareness(shared)
      return
    }
    if (this.#changed.size === 1) return
    if (member.clockShift === 0) {
      member.sendAwareness(shared)
      return
    }
    const others = this.#encode([...this.#changed].filter((client) => client !== own))
    if (others !== undefined) member.sendAwareness(others)
  }

  /**
   * The first client a connection shows, when nobody else speaks for it, is its own for good. A client that comes back
   * within seconds repeats the clock it left with, which every page ignores until the next renewal: its clocks are
   * shifted past the one its departure was announced with.
   */
  #bind(from: Present, entries: readonly AwarenessEntry[]): void {
    const possible = entries.filter((entry) => entry.json !== 'null' && this.#mayBind(from, entry))
    const [only, second] = possible
    if (only === undefined || second !== undefined) return
    const known = this.#states.get(only.client)
    if (known?.owner !== undefined) known.owner.clientId = undefined
    from.clientId = only.client
    from.clockShift = known === undefined ? 0 : Math.max(0, known.clock + 1 - only.clock)
    if (known !== undefined) known.owner = from
  }

  /** Stock clients echo what they are shown, and that carries the name of another: an echo binds nobody. */
  #mayBind(from: Present, { client, json }: AwarenessEntry): boolean {
    const known = this.#states.get(client)
    const named = personOf(json)
    return (
      (named === '' || named === from.person.id) &&
      (known === undefined || known.personId === from.person.id) &&
      this.#deps.mayOwn(from.person.id, client)
    )
  }

  #own(from: Present, entry: AwarenessEntry, nowMs: number): void {
    const known = this.#states.get(entry.client)
    const clock = entry.clock + from.clockShift
    const gone = entry.json === 'null'
    const leaves = gone && known?.clock === clock && known.json !== undefined
    if (known !== undefined && clock <= known.clock && !leaves) {
      this.#deps.drop('badAwareness')
      return
    }
    const json = gone ? undefined : withIdentity(entry.json, from.person)
    if (json === null || (json?.length ?? 0) > this.#deps.stateBytes) {
      this.#deps.drop('badAwareness')
      return
    }
    this.#states.set(entry.client, { clock, json, owner: from, personId: from.person.id, seenAtMs: nowMs })
    this.#note(entry.client, true)
  }

  #note(client: number, ours: boolean): void {
    this.#changed.add(client)
    if (ours) this.#ours.add(client)
    this.#deps.changed()
  }

  #encode(clients: readonly number[]): Uint8Array | undefined {
    const entries = clients.flatMap((client) => {
      const state = this.#states.get(client)
      return state === undefined ? [] : [{ client, clock: state.clock, json: state.json ?? 'null' }]
    })
    return entries.length === 0 ? undefined : awarenessFrame(encodeAwareness(entries))
  }
}

/** The client's state under the server's name for it; null when it is not an object. */
function withIdentity(json: string, { id, name, color }: NotesPerson): string | null {
  const state = parseObject(json)
  return state === undefined ? null : JSON.stringify({ ...state, user: { id, name, color } })
}

function personOf(json: string): string {
  const user = parseObject(json)?.user
  return typeof user === 'object' && user !== null && 'id' in user && typeof user.id === 'string' ? user.id : ''
}

function parseObject(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return isRecord(value) ? value : undefined
  } catch {
    return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

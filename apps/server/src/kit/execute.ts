import { AppError, type EventContract, streamOf } from '@convene/protocol'
import { type Json, type Tx, UniqueViolation } from '@convene/store'
import type { Actor } from './actor.ts'
import type { ActionContext, Call, Command, Emit } from './command.ts'
import type { Feature, Projection } from './feature.ts'
import { keepResult, keptResult, keyId } from './keys.ts'
import type { Services } from './services.ts'

/** How a call came in. */
export interface Caller {
  readonly actor: Actor
  readonly key?: string | undefined
  readonly address?: string
  readonly setCookie?: ActionContext['setCookie']
}

export interface Executor {
  readonly commands: ReadonlyMap<string, Command>
  /**
   * Runs a command by name: parse, load, allow, run in one transaction, durable. The same key of the same person and
   * command again returns the first result and does nothing, whatever the input is: a key stands for one act.
   * @throws AppError
   */
  execute(name: string, input: unknown, caller: Caller): Promise<unknown>
  /** Lets the server itself change something in the way commands do (jobs); events are `by: null`. */
  change<T>(work: (context: { tx: Tx; now: number; newId: () => string; emit: Emit }) => Promise<T>): Promise<T>
}

export const KEY_MAX_CHARS = 200

export function createExecutor(services: Services, features: readonly Feature[]): Executor {
  const { store, clock, newId, log } = services
  const commands = byName(features)
  const projections = byEvent(features)

  const execute: Executor['execute'] = async (name, input, caller) => {
    try {
      return await run(name, input, caller)
    } catch (error) {
      throw await explained(error)
    }
  }

  /** Faults that callers can understand, in the words of the wire; others stay what they are. */
  async function explained(error: unknown): Promise<unknown> {
    if (error instanceof AppError) return error
    if (error instanceof UniqueViolation) return new AppError('conflict', 'command.overtaken')
    const reached = await store.ping().then(
      () => true,
      () => false,
    )
    if (reached) return error
    log.warn({ err: error }, 'a call failed because the store cannot be reached')
    return new AppError('unavailable', 'store.unreachable')
  }

  async function run(name: string, input: unknown, caller: Caller): Promise<unknown> {
    const command = commands.get(name)
    if (!command) throw new AppError('not-found', 'command.not-found', { name })
    const { actor } = caller
    if (command.contract.who === 'person' && actor.kind !== 'person')
      throw new AppError('unauthenticated', 'identity.sign-in-first')
    const call = command.prepare(input)
    switch (call.kind) {
      case 'read':
        return call.run({ tx: store, actor, now: clock.now() })
      case 'act':
        return call.run({
          actor,
          now: clock.now(),
          address: caller.address ?? '',
          setCookie: caller.setCookie ?? (() => {}),
        })
      case 'write':
        return write(name, call, caller)
    }
  }

  async function write(name: string, call: Extract<Call, { kind: 'write' }>, { actor, key }: Caller): Promise<unknown> {
    const personId = actor.kind === 'person' ? actor.personId : null
    const kept = key && personId ? keyId(personId, name, checkedKey(key)) : undefined
    const work = async (tx: Tx) => {
      const before = kept && (await keptResult(tx, kept))
      if (before) return before.output
      const now = clock.now()
      const output = await call.run({ tx, actor, now, key, newId, emit: emitter(tx, now, personId) })
      if (kept) await keepResult(tx, kept, output, now)
      return output
    }
    const lane = call.lane ? { lane: call.lane } : {}
    const answer = call.answer ?? ((output: unknown) => output)
    try {
      return answer(await store.transact(work, lane))
    } catch (error) {
      // Two nodes ran the same key at once: the other's result stands, and is found on the second try.
      if (kept && error instanceof UniqueViolation && error.table === 'kit-keys')
        return answer(await store.transact(work, lane))
      throw error
    }
  }

  function emitter(tx: Tx, at: number, by: string | null): Emit {
    const emit: Emit = async (streamId, event, data) => {
      let emitted: unknown
      const seq = await tx.append(streamOf(event.stream, streamId), (next) => {
        emitted = typeof data === 'function' ? callWithSeq(data, next) : data
        return { type: event.type, at, by, data: asJson(emitted) }
      })
      for (const projection of projections.get(event.type) ?? [])
        await projection.run({ tx, now: at, newId, emit, by }, emitted, streamId)
      return seq
    }
    return emit
  }

  return {
    commands,
    execute,
    change: (work) =>
      store.transact((tx) => {
        const now = clock.now()
        return work({ tx, now, newId, emit: emitter(tx, now, null) })
      }),
  }
}

function byName(features: readonly Feature[]): Map<string, Command> {
  const all = new Map<string, Command>()
  for (const feature of features)
    for (const command of feature.commands ?? []) {
      if (all.has(command.contract.name)) throw new Error(`Two commands are named ${command.contract.name}`)
      all.set(command.contract.name, command)
    }
  return all
}

function byEvent(features: readonly Feature[]): Map<EventContract['type'], Projection[]> {
  const all = new Map<string, Projection[]>()
  for (const feature of features)
    for (const projection of feature.projections ?? []) {
      const before = all.get(projection.event.type) ?? []
      all.set(projection.event.type, [...before, projection])
    }
  return all
}

function checkedKey(key: string): string {
  if (key.length <= KEY_MAX_CHARS && /^[\x21-\x7e]+$/.test(key)) return key
  throw new AppError('invalid', 'command.bad-key', { max: KEY_MAX_CHARS })
}

// Event data comes from a zod schema of JSON types; the store's type cannot know that.
const asJson = (data: unknown): Json => data as Json
const callWithSeq = (make: unknown, seq: number): unknown => (make as (seq: number) => unknown)(seq)

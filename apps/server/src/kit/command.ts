import { AppError, type Contract, type EventContract, type StreamName } from '@convene/protocol'
import type { ReadTx, Tx } from '@convene/store'
import type { z } from 'zod'
import type { Actor, PersonActor } from './actor.ts'
import { parse } from './parse.ts'

/** What a handler has while it only reads. */
export interface ReadContext<A extends Actor = PersonActor> {
  readonly tx: ReadTx
  readonly actor: A
  /** Server time of this call, ms. */
  readonly now: number
}

/** Appends an event to a stream, runs its projections, and returns its seq, which a function of data receives first. */
export type Emit = <D>(streamId: string, event: EventContract<D>, data: D | ((seq: number) => D)) => Promise<number>

/** What a handler has inside its transaction. It may rerun, so it does nothing but through this. */
export interface WriteContext<A extends Actor = PersonActor> extends ReadContext<A> {
  readonly tx: Tx
  /** The caller's idempotency key, if any. */
  readonly key: string | undefined
  readonly newId: () => string
  readonly emit: Emit
}

/** What an action has: no transaction, because it hashes, mails or calls another library; it may execute commands. */
export interface ActionContext<A extends Actor = PersonActor> {
  readonly actor: A
  readonly now: number
  /** Adds a `Set-Cookie` header to the answer; does nothing on a socket. */
  setCookie(header: string): void
  /** Address of the caller, for limits. */
  readonly address: string
}

/** One call, parsed and ready to run. */
export type Call =
  | {
      kind: 'write'
      lane: StreamName | undefined
      run(context: WriteContext<Actor>): Promise<unknown>
      /** Makes the answer from the kept result once that is durable; see `answeredCommand`. */
      answer?(kept: unknown): unknown
    }
  | { kind: 'read'; run(context: ReadContext<Actor>): Promise<unknown> }
  | { kind: 'act'; run(context: ActionContext<Actor>): Promise<unknown> }

/** The form in which the kit holds every command: the types of input and output stay inside the closure. */
export interface Command {
  readonly contract: Contract
  /** @throws AppError `invalid` naming the fields that are wrong. */
  prepare(rawInput: unknown): Call
}

/**
 * The steps of every command: load what the input names (throwing not-found when the caller may not read it), decide by
 * a pure rule whether they may act (else forbidden), then run.
 */
interface Steps<Ctx, I, L, O> {
  load(context: Ctx, input: I): Promise<L>
  allow(loaded: L, context: Ctx, input: I): boolean
  run(context: Ctx, loaded: L, input: I): Promise<O>
}

/** A command that changes the store. `lane` names the stream it mostly writes to: such commands share commits. */
export function command<I extends z.ZodType, O extends z.ZodType, L>(
  contract: Contract<I, O>,
  steps: Steps<WriteContext, z.output<I>, L, z.input<O>> & { lane?(input: z.output<I>): StreamName },
): Command {
  return {
    contract,
    prepare(raw) {
      const input = parse(contract, raw)
      return {
        kind: 'write',
        lane: steps.lane?.(input),
        run: (context) => walk(contract, steps, { ...context, actor: personOnly(context.actor) }, input),
      }
    },
  }
}

/** A command that only reads: committed data, no transaction. */
export function query<I extends z.ZodType, O extends z.ZodType, L>(
  contract: Contract<I, O>,
  steps: Steps<ReadContext, z.output<I>, L, z.input<O>>,
): Command {
  return {
    contract,
    prepare(raw) {
      const input = parse(contract, raw)
      return {
        kind: 'read',
        run: (context) => walk(contract, steps, { ...context, actor: personOnly(context.actor) }, input),
      }
    },
  }
}

/** A query open to anyone. */
export function publicQuery<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: ReadContext<Actor>, input: z.output<I>) => Promise<z.input<O>>,
): Command {
  return {
    contract,
    prepare(raw) {
      const input = parse(contract, raw)
      return { kind: 'read', run: (context) => run(context, input) }
    },
  }
}

/** A command that works outside a transaction and decides its rights itself. */
export function action<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: ActionContext, input: z.output<I>) => Promise<z.input<O>>,
): Command {
  return {
    contract,
    prepare(raw) {
      const input = parse(contract, raw)
      return { kind: 'act', run: (context) => run({ ...context, actor: personOnly(context.actor) }, input) }
    },
  }
}

/** An action open to anyone. */
export function publicAction<I extends z.ZodType, O extends z.ZodType>(
  contract: Contract<I, O>,
  run: (context: ActionContext<Actor>, input: z.output<I>) => Promise<z.input<O>>,
): Command {
  return {
    contract,
    prepare(raw) {
      const input = parse(contract, raw)
      return { kind: 'act', run: (context) => run(context, input) }
    },
  }
}

async function walk<Ctx, I, L, O>(contract: Contract, steps: Steps<Ctx, I, L, O>, context: Ctx, input: I): Promise<O> {
  const loaded = await steps.load(context, input)
  if (!steps.allow(loaded, context, input)) throw new AppError('forbidden', `${contract.name}.forbidden`)
  return steps.run(context, loaded, input)
}

function personOnly(actor: Actor): PersonActor {
  if (actor.kind === 'person') return actor
  throw new AppError('unauthenticated', 'identity.sign-in-first')
}

import type { Contract } from '@convene/protocol'
import type { z } from 'zod'
import type { PersonActor } from '../kit/actor.ts'
import type { Executor } from '../kit/execute.ts'
import type { DemoHandle } from './content/people.ts'

/** The example people, and what they do: commands like anyone's. */
export interface Seeder {
  actor(who: DemoHandle): PersonActor
  /**
   * Has someone do something. `step` names it for good: done again after an interruption, it is not done twice.
   */
  act<I extends z.ZodType, O extends z.ZodType>(
    who: DemoHandle,
    contract: Contract<I, O>,
    step: string,
    input: z.input<I>,
  ): Promise<z.output<O>>
}

export const createSeeder = (executor: Pick<Executor, 'execute'>, actor: Seeder['actor']): Seeder => ({
  actor,
  async act(who, contract, step, input) {
    return contract.output.parse(
      await executor.execute(contract.name, input, { actor: actor(who), key: `demo:${step}` }),
    )
  },
})

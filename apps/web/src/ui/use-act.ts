import type { Contract } from '@convene/protocol'
import { useState } from 'react'
import type { z } from 'zod'
import { useErrorText } from '../i18n/index.ts'
import { useClient } from '../net/index.ts'
import { say } from './toast.tsx'

export interface Act<I extends z.ZodType, O extends z.ZodType> {
  readonly busy: boolean
  /** Why the last try failed, in a sentence. */
  readonly problem: string | undefined
  /** The output, or `undefined` when it failed. `done` is said to the reader when it went well. */
  run(input: z.input<I>, done?: string): Promise<z.output<O> | undefined>
}

/** One command behind a button or a form: busy while it runs, its failure as a sentence, trying again safe. */
export function useAct<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O>): Act<I, O> {
  const client = useClient()
  const errorText = useErrorText()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  return {
    busy,
    problem,
    async run(input, done) {
      setBusy(true)
      setProblem(undefined)
      try {
        const output = await client.call(contract, input, { key: client.newKey() })
        if (done) say(done)
        return output
      } catch (error) {
        setProblem(errorText(error))
        return undefined
      } finally {
        setBusy(false)
      }
    },
  }
}

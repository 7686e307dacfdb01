import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useErrorText } from '../../i18n/index.ts'
import { useClient } from '../../net/index.ts'
import { safePath } from './safe-path.ts'

export interface SignIn {
  readonly busy: boolean
  /** Why the last try failed, in a sentence. */
  readonly problem: string | undefined
  /** Runs what makes the session, then goes where the reader was headed. */
  run(start: () => Promise<unknown>): void
}

/** The last steps that every way of signing in shares. */
export function useSignIn(): SignIn {
  const client = useClient()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const { next } = useSearch({ strict: false })
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function attempt(start: () => Promise<unknown>): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    try {
      await start()
      await client.signedIn()
      await navigate({ href: safePath(next) })
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, run: (start) => void attempt(start) }
}

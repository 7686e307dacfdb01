import { AppError } from '@convene/protocol'

/**
 * What was found, or undefined when it does not exist for whoever asks. Only `not-found` means that: a store that cannot
 * be read says nothing about rights, and its failure goes on to the caller.
 */
export async function ifFound<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return undefined
    throw error
  }
}

import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/**
 * Holds a data folder for this process until `release`. SQLite's own file lock does it, so the system frees it when the
 * process ends in any way, SIGKILL included.
 * @throws Error with a sentence for the operator when another process (or store) holds the folder.
 */
export function lockFolder(folder: string): { release(): void } {
  const lock = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
  } catch (cause) {
    lock.close()
    throw new Error(
      `The data folder ${folder} is in use by another running Convene. Stop it first, or choose another folder.`,
      { cause },
    )
  }
  return { release: () => lock.close() }
}

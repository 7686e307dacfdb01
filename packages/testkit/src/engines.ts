import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Programs that some suites need and a newcomer's machine may lack. */
export type Engine = 'mongo' | 'redis' | 'chromium'

/** Where an engine's program is: the environment's word for it, else the first of its usual names on the PATH. */
export function enginePath(engine: Engine): string | undefined {
  const { variable, names } = PROGRAMS[engine]
  const named = process.env[variable]
  if (named) return isExecutable(named) ? named : undefined
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

/** The path of an engine that a suite cannot do without. @throws when the machine lacks it */
export function requireEngine(engine: Engine): string {
  const path = enginePath(engine)
  if (path === undefined) {
    const { variable, names } = PROGRAMS[engine]
    throw new Error(`No ${engine} here: put ${names[0]} on the PATH or its path in ${variable}`)
  }
  return path
}

/** A browser for end-to-end tests. @throws when the machine lacks it */
export const chromiumPath = (): string => requireEngine('chromium')

const PROGRAMS = {
  mongo: { variable: 'MONGOMS_SYSTEM_BINARY', names: ['mongod'] },
  redis: { variable: 'REDIS_SERVER', names: ['redis-server'] },
  chromium: { variable: 'CHROMIUM_PATH', names: ['chromium', 'chromium-browser', 'google-chrome'] },
} as const satisfies Record<Engine, { variable: string; names: readonly string[] }>

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

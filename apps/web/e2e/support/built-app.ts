import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, statSync, watch } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const WEB = fileURLToPath(new URL('../..', import.meta.url))
const SOURCES = [
  'src',
  'public',
  'index.html',
  'vite.config.ts',
  '../../packages/protocol/src',
  '../../packages/domain/src',
]
const LOCK = join(WEB, 'node_modules/.convene-building')

/** The built web app, made anew when a source is younger. Suites that start together build it once. */
export async function builtApp(): Promise<void> {
  if (await isCurrent()) return
  if (!takeLock()) {
    await lockGone()
    return builtApp()
  }
  try {
    const build = spawn(
      process.execPath,
      [join(WEB, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
      {
        cwd: WEB,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, NODE_ENV: 'production' },
      },
    )
    const [code] = await once(build, 'exit')
    if (code !== 0) throw new Error('The web app does not build')
  } finally {
    rmSync(LOCK, { recursive: true, force: true })
  }
}

async function isCurrent(): Promise<boolean> {
  const built = await modified(join(WEB, 'dist/index.html'))
  const sources = await Promise.all(SOURCES.map((path) => newest(join(WEB, path))))
  return built > Math.max(...sources)
}

async function newest(path: string): Promise<number> {
  const found = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Math.max(await modified(path), ...(await Promise.all(files.map(modified))))
}

/** 0 for what does not exist. */
const modified = async (path: string): Promise<number> => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0

/** A lock of a run that was killed is taken over after the longest a build takes. */
function takeLock(): boolean {
  try {
    mkdirSync(LOCK)
    return true
  } catch {
    const since = statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (since + BUILD_MAX_MS < Date.now()) rmSync(LOCK, { recursive: true, force: true })
    return false
  }
}

async function lockGone(): Promise<void> {
  const changes = watch(join(WEB, 'node_modules'))
  try {
    while (statSync(LOCK, { throwIfNoEntry: false })) await once(changes, 'change')
  } finally {
    changes.close()
  }
}

const BUILD_MAX_MS = 180_000

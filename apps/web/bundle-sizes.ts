/**
 * Says how much JavaScript each kind of page loads, in gzip, from the built files; fails above the budget.
 * Run after `vite build`: `node bundle-sizes.ts`.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { z } from 'zod'

const DIST = new URL('./dist/', import.meta.url)
const KB = 1024
/** What may be loaded until a channel can be read, and until notes can be written beyond that. */
const BUDGET_KB = { channel: 200, editor: 200 }

const entry = z.object({ file: z.string(), name: z.string().optional(), imports: z.array(z.string()).optional() })
const manifest = z
  .record(z.string(), entry)
  .parse(JSON.parse(readFileSync(new URL('.vite/manifest.json', DIST), 'utf8')))

/** What every page loads: see `vite.config.ts`. */
const BASE = ['connect', 'app']
const channel = loaded(BASE)
const meeting = loaded([...BASE, 'src/features/meetings/meeting-page.tsx'])
const notes = loaded([
  ...BASE,
  'src/features/meetings/meeting-page.tsx',
  'src/features/notes/editor/open-here.ts',
  'src/features/notes/editor/notes-sheet.tsx',
])
const sizes = {
  'sign-in': sizeKb(loaded([...BASE, 'src/features/identity/sign-in-page.tsx'])),
  channel: sizeKb(channel),
  meeting: sizeKb(meeting),
  editor: sizeKb(new Set([...notes].filter((file) => !channel.has(file) && !meeting.has(file)))),
}
console.table(sizes)
const over = Object.entries(BUDGET_KB).filter(
  ([page, limit]) => sizes[page === 'editor' ? 'editor' : 'channel'] > limit,
)
if (over.length > 0) {
  console.error(`Above the budget: ${over.map(([page, limit]) => `${page} (${limit} KB)`).join(', ')}`)
  process.exitCode = 1
}

/** Every script that these modules, or files by their short name, bring with them. */
function loaded(names: readonly string[]): Set<string> {
  const files = new Set<string>()
  const scripts = Object.values(manifest).filter(({ file }) => file.endsWith('.js'))
  const visit = (name: string) => {
    const found = manifest[name] ?? scripts.find((one) => one.name === name)
    if (!found) throw new Error(`Not in the build: ${name}`)
    if (files.has(found.file)) return
    files.add(found.file)
    found.imports?.forEach(visit)
  }
  names.forEach(visit)
  return files
}

function sizeKb(files: ReadonlySet<string>): number {
  const bytes = [...files]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, DIST))).length, 0)
  return Math.round(bytes / KB)
}

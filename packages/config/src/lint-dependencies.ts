import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type IViolation } from 'dependency-cruiser'
import { bearUsing } from './bear-using.ts'
import { dependencyRules } from './dependency-rules.ts'

export interface DependencyLint {
  /** One sentence per broken rule; empty when all is well. */
  readonly problems: readonly string[]
  /** Source files of our own that were read. */
  readonly modules: number
}

/**
 * Checks who imports whom in a workspace, `root` being its folder. A file whose imports the parser did not see is a
 * problem too: the parser passes over what it cannot read, and would then find nothing wrong anywhere.
 */
export async function lintDependencies(root: string, rules = dependencyRules): Promise<DependencyLint> {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)))
  const expected = folders.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root, exclude: skipped }))
  bearUsing()
  const { output } = await cruise(folders, {
    ...rules.options,
    ruleSet: { forbidden: rules.forbidden ?? [] },
    validate: true,
    baseDir: root,
  })
  if (typeof output === 'string') throw new Error('Expected a result to read, not a report')
  const read = new Set(output.modules.filter((module) => module.dependencies.length > 0).map((module) => module.source))
  const unread = expected.filter((file) => !read.has(file) && IMPORT.test(readFileSync(join(root, file), 'utf8')))
  return {
    problems: [
      ...output.summary.violations.map(sentence),
      ...unread.map((file) => `${file} has imports that were not read`),
    ],
    modules: expected.length - unread.length,
  }
}

const FOLDERS = ['apps', 'packages', 'infra'] as const

/** An import or re-export that names a module. */
const IMPORT = /^(import|export)\b.*\bfrom '/m

const skipped = (path: string) => /(^|\/)(node_modules|dist)$/.test(path)

const sentence = ({ from, to, rule, cycle }: IViolation) =>
  `${rule.name}: ${from} imports ${cycle ? cycle.map((step) => step.name).join(' -> ') : to}`

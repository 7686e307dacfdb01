import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { run } from './main.ts'

/** `npm start`: builds the web app when its sources changed (Turborepo knows), then runs the server with the example communities. */
const root = fileURLToPath(new URL('../../..', import.meta.url))
const build = spawnSync('turbo', ['run', 'build', '--output-logs=errors-only', '--log-prefix=none'], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
  env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' },
})
if (build.status === 0) await run({ demoByDefault: true })
else {
  console.error('The web app could not be built; `npx turbo run build` shows why.')
  process.exitCode = 1
}

/** Native ESM through @swc/jest: run Node with --experimental-vm-modules. Suites that need an engine read it from the testkit. */
import { fileURLToPath } from 'node:url'

export default {
  rootDir: fileURLToPath(new URL('../..', import.meta.url)),
  testMatch: ['<rootDir>/(apps|packages)/*/(src|e2e)/**/*.test.ts?(x)', '<rootDir>/infra/**/*.test.ts'],
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '^.+\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          target: 'es2024',
          transform: { react: { runtime: 'automatic' } },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // better-auth's own suite for database adapters imports vitest.
  moduleNameMapper: { '^vitest$': '<rootDir>/apps/server/src/testing/vitest-shim.ts' },
  testTimeout: 30_000,
}

import type { IConfiguration, IForbiddenRuleType } from 'dependency-cruiser'

/** Tests and what only they use. */
const TESTS = '\\.test\\.tsx?$|/(e2e|testing|fixtures|contract)/|/contract\\.ts$'
const BENCH_AND_TESTS = `^apps/bench/|^packages/testkit/|${TESTS}`

/** Forbids a package of the registry outside the places named. */
const onlyIn = (name: string, packages: string, places: string[]): IForbiddenRuleType => ({
  name: `${name}-only-in-its-home`,
  severity: 'error',
  from: { pathNot: [...places, BENCH_AND_TESTS] },
  to: { path: `(^|/)node_modules/(${packages})(/|$)` },
})

/** Forbids imports of our own code other than from the places named. */
const layer = (name: string, path: string, allowed: string[]): IForbiddenRuleType => ({
  name: `${name}-knows-its-layer`,
  severity: 'error',
  from: { path, pathNot: TESTS },
  to: { path: '^(apps|packages|infra)/', pathNot: [path, ...allowed] },
})

const NOTES_FEATURES = '^apps/(server|web)/src/features/notes/'

/**
 * Who may import whom: `domain <- protocol <- store, notes-sync <- apps`, one home for each framework, features closed
 * but for their index. Run by `lint-dependencies.ts`, which also makes sure that every file was seen.
 */
export const dependencyRules: IConfiguration = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    layer('domain', '^packages/domain/', []),
    layer('protocol', '^packages/protocol/', ['^packages/domain/']),
    layer('store', '^packages/store/', ['^packages/(domain|protocol)/']),
    layer('notes-sync', '^packages/notes-sync/', ['^packages/(domain|protocol|store)/']),
    layer('server', '^apps/server/', ['^packages/(?!config/)']),
    layer('web', '^apps/web/', ['^packages/(domain|protocol)/', '^packages/notes-sync/src/ack-socket\\.ts$']),
    {
      name: 'features-are-closed',
      comment: 'A feature meets another only through its index, and rarely.',
      severity: 'error',
      from: { path: '^apps/(server|web)/src/features/([^/]+)/' },
      to: {
        path: '^apps/$1/src/features/[^/]+/',
        pathNot: ['^apps/$1/src/features/$2/', '^apps/$1/src/features/[^/]+/index\\.tsx?$'],
      },
    },
    onlyIn('mongoose', 'mongoose|mongodb', ['^packages/store/src/mongo']),
    onlyIn('server-transport', 'socket\\.io|express|ws', ['^apps/server/src/transport/', '^packages/notes-sync/src/']),
    onlyIn('client-transport', 'socket\\.io-client|y-websocket', ['^apps/web/src/net/', NOTES_FEATURES]),
    onlyIn('yjs', 'yjs|y-protocols', ['^packages/notes-sync/', NOTES_FEATURES, '^apps/web/src/net/']),
  ],
  options: {
    // TypeScript 7 has no compiler API for dependency-cruiser to parse with; without this it sees nothing and passes.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages)/[^/]+/dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}

import type { AnyTable } from '@convene/store'
import type { Feature } from '../../kit/feature.ts'
import { outbox } from './outbox.ts'

/** Admin keeps nothing of its own. */
export const adminTables: readonly AnyTable[] = []

/** What administrators of the installation see. `relay`: mail leaves, instead of being kept. */
export const adminFeature = (options: { readonly relay: boolean }): Feature => ({
  name: 'admin',
  commands: [outbox(options)],
})

import type { Feature } from '../../kit/feature.ts'
import { outbox } from './outbox.ts'

/** What administrators of the installation see. `relay`: mail leaves, instead of being kept. */
export const createAdmin = (options: { readonly relay: boolean }): Feature => ({
  name: 'admin',
  commands: [outbox(options)],
})

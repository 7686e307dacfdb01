import { peopleTable, type Register } from '../features/identity/index.ts'
import type { Executor } from '../kit/execute.ts'
import { KEY_KEPT_MS } from '../kit/keys.ts'
import type { Services } from '../kit/services.ts'
import { heplink } from './content/heplink.ts'
import { respite } from './content/respite.ts'
import { southasia } from './content/southasia.ts'
import { registerPeople } from './register-people.ts'
import { seedCommunity } from './seed-community.ts'
import { createSeeder } from './seeder.ts'
import { demoTable } from './tables.ts'

export { demoTables } from './tables.ts'

/**
 * Fills an empty store with the example communities, by the commands people would use. A store that holds anything else
 * stays as it is. Killed half way, it goes on at the next start, as long as the results of commands are kept
 * (`KEY_KEPT_MS`): what was done is not done twice.
 */
export async function seedDemo({
  executor,
  register,
  services: { store, clock, log },
}: {
  executor: Pick<Executor, 'execute'>
  register: Register
  services: Pick<Services, 'store' | 'clock' | 'log'>
}): Promise<void> {
  const begunAt = await store.transact(async (tx) => {
    const seed = await tx.get(demoTable, 'seed')
    if (seed) return seed.state === 'begun' ? seed.begunAt : undefined
    if ((await tx.list(peopleTable, { index: 'handles', limit: 1 })).rows.length > 0) return undefined
    const now = clock.now()
    await tx.insert(demoTable, { id: 'seed', state: 'begun', begunAt: now })
    return now
  })
  if (begunAt === undefined) return
  if (clock.now() - begunAt > KEY_KEPT_MS) {
    log.warn('the example communities were left half made too long ago to go on; start with an empty data folder')
    return
  }
  const seeder = createSeeder(executor, await registerPeople(store, register))
  await Promise.all([respite, heplink, southasia].map((demo) => seedCommunity(seeder, demo, begunAt)))
  await store.transact((tx) => tx.put(demoTable, { id: 'seed', state: 'done', begunAt }))
}

import { deleteDB } from 'idb'
import { DEVICE_COPY_PREFIX } from './device-copy-name.ts'

/** Takes every document off this device; called at sign-out. `databases` is missing in no browser we support. */
export async function forgetNotes(factory: IDBFactory): Promise<void> {
  const all = await factory.databases()
  const names = all.flatMap(({ name }) => (name?.startsWith(DEVICE_COPY_PREFIX) ? [name] : []))
  await Promise.all(names.map((name) => deleteDB(name)))
}

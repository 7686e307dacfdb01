import { apply, type Snapshot, type StreamName, slices } from '@convene/protocol'
import type { Store } from '@convene/store'
import type { Feature } from '../kit/feature.ts'
import { eventOf, loadSnapshot } from '../kit/snapshot.ts'

/**
 * The check that makes catch-up trustworthy: for each stream, the snapshot before, folded with the events the act
 * emitted, must equal the snapshot after. Returns the types of events seen, by stream, so that a test can also say what
 * must have happened; an act that emits nothing on any of the streams is an error of the test.
 */
export async function foldCheck(
  { store, features }: { store: Store; features: readonly Feature[] },
  streams: readonly StreamName[],
  act: () => Promise<unknown>,
): Promise<Record<string, string[]>> {
  const loaders = features.flatMap((feature) => feature.slices ?? [])
  const take = () =>
    store.view(async (view) => {
      const states: { stream: StreamName; head: number; snapshot: Snapshot }[] = []
      for (const stream of streams)
        states.push({ stream, head: await view.head(stream), snapshot: await loadSnapshot(view, stream, loaders) })
      return states
    })
  const before = await take()
  await act()
  const after = await take()
  const seen: Record<string, string[]> = {}
  for (const [index, { stream, head, snapshot }] of before.entries()) {
    const events = (await store.read(stream, head + 1, 10_000)).map(eventOf)
    let folded = snapshot
    for (const event of events) folded = apply(slices, folded, event)
    expect({ stream, state: plain(folded) }).toEqual({ stream, state: plain(after[index]?.snapshot) })
    seen[stream] = events.map((event) => event.type)
  }
  if (Object.values(seen).every((types) => types.length === 0)) throw new Error('The act emitted no event to check')
  return seen
}

/** As it is after the wire: absent and undefined fields are the same there. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))

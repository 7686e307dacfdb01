import { type Clock, freePort, seededRandom } from '@convene/testkit'
import { type ChildServer, childServer } from '../testing/child-server.ts'
import { findFaults, type KillFaults } from './testing/find-faults.ts'
import { openLoad } from './testing/load.ts'
import { heads } from './testing/read-channel.ts'
import { openScene } from './testing/scene.ts'

export interface KillOptions {
  kills: number
  seed: number
  /** Folder for the embedded store. */
  data: string
  /** A `mongodb://…` address instead of the embedded store. */
  store?: string | undefined
  clock: Clock
  /** Hears of every kill survived. */
  say?(line: string): void
}

export interface KillReport {
  readonly kills: number
  /** Of these, while the server was still starting. */
  readonly killsAtStart: number
  readonly messages: { readonly acknowledged: number; readonly retries: number }
  readonly notes: { readonly acknowledged: number }
  readonly faults: KillFaults
}

/** The server lives this long at most between kills, and dies while starting once in so many. */
const LIFE_MAX_MS = 1_000
const START_KILL_ONE_IN = 4
const START_MAX_MS = 1_500

/**
 * Kills the server at seeded moments while people post and write notes, starts it again on the same data and port, and
 * looks whether everything it ever acknowledged is there.
 */
export async function runKills({ kills, seed, data, store, clock, say = () => {} }: KillOptions): Promise<KillReport> {
  const random = seededRandom(seed)
  const wait = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve))
  const port = await freePort()
  const start = () => childServer({ port, data, store })
  let server: ChildServer = start()
  try {
    const url = await server.ready
    const scene = await openScene(url)
    const before = await heads(url, scene)
    const load = openLoad(url, scene, before, clock)
    const notesLost: string[] = []
    let killsAtStart = 0
    for (let killed = 0; killed < kills; ) {
      await wait(random.int(LIFE_MAX_MS))
      await server.kill()
      load.pauseNotes()
      server = start()
      killed += 1
      if (killed < kills && random.int(START_KILL_ONE_IN) === 0) {
        await Promise.race([wait(random.int(START_MAX_MS)), server.ready])
        await server.kill()
        server = start()
        killed += 1
        killsAtStart += 1
      }
      await server.ready
      // Asked of somebody who held nothing, before those who wrote come back and would heal a loss with their own copies.
      notesLost.push(...(await load.missingMarks()))
      load.resumeNotes()
      say(`${killed} of ${kills} kills: ${load.counts()}`)
    }
    await load.finish()
    const faults = await findFaults(url, scene, before, load)
    const report = {
      kills,
      killsAtStart,
      messages: { acknowledged: load.acknowledgedMessages(), retries: load.retries() },
      notes: { acknowledged: load.acknowledgedMarks() },
      faults: { ...faults, notesLost: [...notesLost, ...faults.notesLost] },
    }
    load.close()
    return report
  } finally {
    await server.kill()
  }
}

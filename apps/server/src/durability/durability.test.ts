import { describeWith, type Mongo, startMongo, systemClock, tempFolder } from '@convene/testkit'
import { type KillReport, runKills } from './run-kills.ts'

const SEED = 20_261

describe('on SQLite', () => {
  survives(6, async (kills) => {
    await using folder = await tempFolder()
    return runKills({ kills, seed: SEED, data: folder.path, clock: systemClock })
  })
})

describeWith(['mongo'], 'on MongoDB', () => {
  let mongo: Mongo
  beforeAll(async () => {
    // A killed server leaves transactions open, and MongoDB holds what they wrote for a minute unless told otherwise.
    mongo = await startMongo({ parameters: { transactionLifetimeLimitSeconds: '2' } })
  }, 60_000)
  afterAll(() => mongo?.stop())

  survives(3, async (kills) => {
    await using folder = await tempFolder()
    const store = mongo.database('kills')
    return runKills({ kills, seed: SEED, data: folder.path, store, clock: systemClock })
  })
})

/** One run of kills, looked at from each side. */
function survives(kills: number, run: (kills: number) => Promise<KillReport>): void {
  let report: KillReport
  beforeAll(async () => {
    report = await run(kills)
  }, 120_000)

  test('DU1 the server starts again after every kill, and people write on', () => {
    expect(report.kills).toBe(kills)
    expect(report.messages.acknowledged).toBeGreaterThan(kills * 10)
    expect(report.notes.acknowledged).toBeGreaterThan(kills * 10)
  })

  test('DU2 every answered post is there as answered', () => {
    expect(report.faults.lost).toEqual([])
  })

  test('DU3 what was posted again with its key is there once', () => {
    expect(report.messages.retries).toBeGreaterThan(0)
    expect(report.faults.doubled).toEqual([])
  })

  test('DU4 seqs are consecutive', () => {
    expect(report.faults.gaps).toEqual([])
  })

  test('DU5 every acknowledged update of the notes is there', () => {
    expect(report.faults.notesLost).toEqual([])
  })

  test('DU6 followers and copies of the notes end equal', () => {
    expect(report.faults.unequal).toEqual([])
  })
}

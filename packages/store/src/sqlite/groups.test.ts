import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate } from 'node:timers/promises'
import { type Clock, fakeClock, type TempFolder, tempFolder } from '@convene/testkit'
import { people } from '../contract/harness.ts'
import type { Committed, Store, Tx } from '../port.ts'
import { openSqliteStore } from '../sqlite.ts'

/** More than a store can answer in a few turns of the event loop. */
const MANY_CALLS = 300

let folder: TempFolder
let store: Store
let commits: Committed[][]
let faults: unknown[]
let clock: ReturnType<typeof fakeClock>

beforeEach(async () => {
  folder = await tempFolder()
  clock = fakeClock()
  await openStore()
})

afterEach(async () => {
  await store.close()
  await folder.remove()
})

test('ST84 transactions asked for together share one commit, up to 256', async () => {
  await Promise.all(Array.from({ length: 300 }, (_, i) => append(i)))
  expect(commits.map((entries) => entries.length)).toEqual([256, 44])
})

test('ST85 the first transaction after a quiet time commits at once, the next ones when the window is over', async () => {
  await openStore(16)
  await append('first')
  const second = append('second')
  const third = append('third')
  await advance(15)
  expect(told()).toEqual([['first']])
  await advance(1)
  await Promise.all([second, third])
  expect(told()).toEqual([['first'], ['second', 'third']])
  await advance(16)
  await append('fourth')
  expect(told().at(-1)).toEqual(['fourth'])
})

test('ST85 close does not wait for the window', async () => {
  await openStore(16)
  await append('first')
  const second = append('second')
  await store.close()
  expect(await second).toBe(2)
})

test('ST85 a clock set back does not lengthen the window', async () => {
  let setBackMs = 0
  await openStore(16, { after: clock.after, now: () => clock.now() - setBackMs })
  await append('first')
  setBackMs = 3_600_000
  const second = append('second')
  await advance(16)
  expect(await second).toBe(2)
})

test('ST89 a store that is never idle leaves the event loop its turns', async () => {
  let busy = true
  let calls = 0
  const caller = (async () => {
    while (busy && calls < MANY_CALLS) {
      await append('again')
      calls += 1
    }
  })()
  await setImmediate()
  await setImmediate()
  busy = false
  await caller
  expect(calls).toBeLessThan(MANY_CALLS)
})

test('ST86 a handler that awaits something else is ended after 10 s: it is undone, the others go on', async () => {
  const never = new Promise<void>(() => {})
  let hung: Tx | undefined
  const hanging = store.transact(async (tx) => {
    hung = tx
    await tx.append('channel/1', 'hung')
    await never
  })
  const rejected = expect(hanging).rejects.toThrow('only the store may be awaited')
  const behind = append('behind')
  await advance(9_999)
  expect(commits).toEqual([])
  await advance(1)
  await rejected
  expect(await behind).toBe(1)
  expect(told()).toEqual([['behind']])
  await expect(hung?.append('channel/1', 'late')).rejects.toThrow()
})

test('ST86 a view that awaits something else is ended after 10 s, and the next one runs', async () => {
  const never = new Promise<void>(() => {})
  const rejected = expect(store.view(() => never)).rejects.toThrow('only the store may be awaited')
  const next = store.view((view) => view.head('channel/1'))
  await advance(10_000)
  await rejected
  expect(await next).toBe(0)
})

test('ST87 when a commit fails everyone in it is told so, nothing of it is left, and the store goes on', async () => {
  await store.close()
  failCommitsThatInsert('boom')
  await openStore()
  const together = await Promise.allSettled([
    append('with it'),
    store.transact((tx) => tx.insert(people, { id: 'boom', name: 'Ana' })),
    append('also with it'),
  ])
  expect(together.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  expect(commits).toEqual([])
  expect(await store.get(people, 'boom')).toBeUndefined()
  expect(await append('after')).toBe(1)
})

test('ST88 a listener that throws stops neither the other listeners nor the caller, and its fault is told', async () => {
  const fault = new Error('listener')
  const stop = store.onCommit(() => {
    throw fault
  })
  const later: unknown[] = []
  store.onCommit((entries) => void later.push(...entries))
  expect(await append('x')).toBe(1)
  stop()
  expect(later.length).toBe(1)
  expect(faults).toEqual([fault])
})

async function openStore(windowMs = 0, storeClock: Clock = clock): Promise<void> {
  await store?.close()
  commits = []
  faults = []
  const onError = (error: unknown) => void faults.push(error)
  store = await openSqliteStore({ folder: folder.path, tables: [people], clock: storeClock, windowMs, onError })
  store.onCommit((entries) => void commits.push([...entries]))
}

function append(value: string | number): Promise<number> {
  return store.transact((tx) => tx.append('channel/1', value))
}

function told() {
  return commits.map((entries) => entries.map(({ value }) => value))
}

/** A constraint that SQLite checks at COMMIT only. */
function failCommitsThatInsert(id: string): void {
  const db = new DatabaseSync(join(folder.path, 'convene.db'))
  db.exec(`
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (parent REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
    CREATE TRIGGER fail AFTER INSERT ON people WHEN new.id = '${id}' BEGIN INSERT INTO child VALUES (1); END`)
  db.close()
}

/** Lets what is under way come to rest, moves the clock, and lets that come to rest: nothing here waits on I/O. */
async function advance(ms: number): Promise<void> {
  await setImmediate()
  clock.advance(ms)
  await setImmediate()
}

import { type Migration, pendingMigrations } from './migrations.ts'

const step = (number: number): Migration => ({ number, name: `step ${number}`, up: async () => {} })

test('ST73 a list of migrations with a number twice, or none from 1, is refused', () => {
  expect(() => pendingMigrations([step(1), step(1)], [])).toThrow('Two migrations')
  for (const number of [0, -1, 1.5]) expect(() => pendingMigrations([step(number)], [])).toThrow('whole number')
})

test('ST73 a migration numbered below one that ran already is refused', () => {
  expect(() => pendingMigrations([step(1), step(2), step(3)], [step(1), step(3)])).toThrow('higher number')
})

test('ST73 old migrations may leave the list once no store needs them', () => {
  expect(pendingMigrations([step(3), step(4)], [step(1), step(2), step(3)]).map(({ number }) => number)).toEqual([4])
})

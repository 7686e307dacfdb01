import { fakeClock } from '@convene/testkit'
import { loadAgain } from './load-again.ts'
import { settle } from './testing/settle.ts'

test('WB22 a part of the page that failed to load is asked for again', async () => {
  const clock = fakeClock()
  const answers = [Promise.reject(new Error('no line')), Promise.reject(new Error('no line')), Promise.resolve('part')]
  for (const answer of answers) answer.catch(() => {})
  const loaded = loadAgain(() => answers.shift() ?? Promise.resolve('too often'), clock)
  for (let turn = 0; turn < 2; turn += 1) {
    await settle()
    clock.advance(5_000)
  }
  await expect(loaded).resolves.toBe('part')
  expect(answers).toEqual([])
})

test('WB22 a part that is gone for good is told as such', async () => {
  const clock = fakeClock()
  const ended = expect(loadAgain(() => Promise.reject(new Error('gone')), clock)).rejects.toThrow('gone')
  for (let turn = 0; turn < 12; turn += 1) {
    await settle()
    clock.advance(5_000)
  }
  await ended
})

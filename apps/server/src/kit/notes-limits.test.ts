import { defaultLimits } from '@convene/notes-sync'
import { notesLimits } from './notes-limits.ts'

test('KT70 the rate factor multiplies rates of notes and leaves sizes as they are', () => {
  expect(notesLimits(1)).toEqual(defaultLimits)
  const tenfold = notesLimits(10)
  expect(tenfold).toMatchObject({
    framesPerSecond: defaultLimits.framesPerSecond * 10,
    framesBurst: defaultLimits.framesBurst * 10,
    bytesPerSecond: defaultLimits.bytesPerSecond * 10,
    bytesBurst: defaultLimits.bytesBurst * 10,
    frameBytes: defaultLimits.frameBytes,
    documentBytes: defaultLimits.documentBytes,
  })
})

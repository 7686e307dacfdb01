import { defaultLimits, type NotesLimits } from '@convene/notes-sync'

/** The limits of a notes connection with every rate multiplied by `CONVENE_RATE_FACTOR`; sizes stay as they are. */
export function notesLimits(rateFactor: number): NotesLimits {
  const { framesPerSecond, framesBurst, bytesPerSecond, bytesBurst } = defaultLimits
  return {
    ...defaultLimits,
    framesPerSecond: framesPerSecond * rateFactor,
    framesBurst: framesBurst * rateFactor,
    bytesPerSecond: bytesPerSecond * rateFactor,
    bytesBurst: bytesBurst * rateFactor,
  }
}

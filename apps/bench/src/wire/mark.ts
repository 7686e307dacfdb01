/**
 * A mark inside a message's text: `~#<phase>.<number>.<due>~`, with the moment the message was due in microseconds of the
 * sender's clock. A receiver finds it in any frame of any server without parsing the frame, however many messages it holds.
 */
export const mark = (phase: number, number: number, dueMs: number): string =>
  `~#${phase}.${number}.${Math.round(dueMs * US_PER_MS)}~`

/** Calls `visit` for every mark in the frame, in order. A frame may hold a message twice: telling that is the visitor's part. */
export function scanMarks(frame: Buffer, visit: (phase: number, number: number, dueMs: number) => void): void {
  let start = frame.indexOf(OPENING)
  while (start !== -1) {
    const fields = [0, 0, 0]
    let field = 0
    let at = start + OPENING.length
    for (; at < frame.length; at += 1) {
      const byte = frame[at] ?? TILDE
      if (byte === DOT) field += 1
      else if (byte >= ZERO && byte <= NINE) fields[field] = (fields[field] ?? 0) * 10 + byte - ZERO
      else break
    }
    if (frame[at] === TILDE && field === 2) visit(fields[0] ?? 0, fields[1] ?? 0, (fields[2] ?? 0) / US_PER_MS)
    start = frame.indexOf(OPENING, at)
  }
}

const US_PER_MS = 1_000
const OPENING = Buffer.from('~#')
const [ZERO, NINE, DOT, TILDE] = [0x30, 0x39, 0x2e, 0x7e]

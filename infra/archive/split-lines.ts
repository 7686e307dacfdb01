/**
 * The lines of a stream of bytes, without their `\n`, which alone ends a line (Node's readline also breaks at U+2028,
 * which JSON leaves as it is). A line of any length is put together once. @throws Error when the last line does not end
 */
export async function* splitLines(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let begun: Buffer[] = []
  for await (const chunk of chunks) {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const rest = chunk.subarray(from, at)
      yield begun.length === 0 ? rest : Buffer.concat([...begun, rest])
      begun = []
      from = at + 1
    }
    if (from < chunk.length) begun.push(chunk.subarray(from))
  }
  if (begun.length > 0) throw new Error('It was cut short')
}

const NEWLINE = 10

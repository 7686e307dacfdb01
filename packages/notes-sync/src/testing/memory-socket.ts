import type { NotesSocket } from '../ports.ts'

/** A socket whose other end is the test: keeps what it is sent. */
export class MemorySocket implements NotesSocket {
  readonly frames: Uint8Array[] = []
  buffered = 0
  closedWith: number | undefined
  readonly #waiting = new Set<() => void>()

  send(frame: Uint8Array): void {
    this.frames.push(new Uint8Array(frame))
    this.#wake()
  }

  close(code: number): void {
    this.closedWith = code
    this.#wake()
  }

  /** Resolves to the first frame so far, or to come, that starts with these bytes. */
  async frame(...start: number[]): Promise<Uint8Array> {
    const find = () => this.frames.find((frame) => start.every((byte, at) => frame[at] === byte))
    await this.until(() => find() !== undefined)
    return find() ?? new Uint8Array()
  }

  until(done: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (!done()) return
        this.#waiting.delete(look)
        resolve()
      }
      this.#waiting.add(look)
      look()
    })
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look()
  }
}

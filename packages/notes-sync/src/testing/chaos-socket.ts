import type { Random } from '@convene/testkit'
import { systemClock } from '@convene/testkit'
import type { NotesConnection, NotesSocket } from '../ports.ts'

/** What a network may do to frames; `calm` delivers each once and in order. */
export interface Weather {
  calm: boolean
}

type Accept = (socket: NotesSocket) => NotesConnection

/**
 * A WebSocket class, as the stock provider uses one, whose frames pass through memory to a notes server. Unless it is
 * calm they are lost, doubled or late, either way, and the line breaks now and then.
 */
export function chaosSocket(accept: () => Accept, random: Random, weather: Weather): typeof WebSocket {
  class ChaosSocket {
    static readonly OPEN = 1
    readonly OPEN = 1
    readyState = 0
    binaryType = 'arraybuffer'
    onopen: (() => void) | null = null
    onmessage: ((event: { data: ArrayBuffer }) => void) | null = null
    onclose: ((event: { code: number; reason: string }) => void) | null = null
    onerror: (() => void) | null = null
    #connection: NotesConnection | undefined

    constructor() {
      systemClock.after(0, () => this.#open())
    }

    send(frame: Uint8Array): void {
      const copy = new Uint8Array(frame)
      this.#pass(() => this.#connection?.receive(copy))
    }

    close(): void {
      this.#end(1005, '')
    }

    #open(): void {
      if (this.readyState !== 0) return
      this.readyState = 1
      this.#connection = accept()({
        buffered: 0,
        send: (frame) => {
          const data = new Uint8Array(frame).buffer
          this.#pass(() => this.onmessage?.({ data }))
        },
        close: (code, reason) => this.#end(code, reason),
      })
      this.onopen?.()
    }

    #pass(deliver: () => void): void {
      const draw = weather.calm ? 1 : random.next()
      if (draw < 0.03) return
      if (draw < 0.035) {
        this.#end(1006, '')
        return
      }
      const times = draw < 0.1 ? 2 : 1
      const late = draw < 0.25 ? random.int(12) : 0
      const arrive = () => {
        if (this.readyState === 1) deliver()
      }
      // Timers of one length keep their order; a frame is overtaken only when it is late.
      for (let i = 0; i < times; i++) systemClock.after(1 + late, arrive)
    }

    #end(code: number, reason: string): void {
      if (this.readyState === 3) return
      this.readyState = 3
      this.#connection?.closed()
      systemClock.after(0, () => this.onclose?.({ code, reason }))
    }
  }
  // The provider uses no more of WebSocket than this; the type asks for all of it.
  return ChaosSocket as unknown as typeof WebSocket
}

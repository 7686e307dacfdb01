import { io, type Socket } from 'socket.io-client'

/**
 * A WebSocket-shaped class whose frames travel over a Socket.IO connection that polls, for networks whose proxy lets no
 * WebSocket through. Each instance has a connection of its own, so that it fails and comes back as a WebSocket would.
 * The provider's address tells the document: `<origin>/notes/<docName>?ack=1`.
 */
export function relaySocket(newId: () => string, connect: (origin: string) => Socket = polling): typeof WebSocket {
  return class RelaySocket extends EventTarget implements WebSocket {
    static readonly CONNECTING = 0
    static readonly OPEN = 1
    static readonly CLOSING = 2
    static readonly CLOSED = 3
    readonly CONNECTING = 0
    readonly OPEN = 1
    readonly CLOSING = 2
    readonly CLOSED = 3
    readonly url: string
    readonly extensions = ''
    readonly protocol = ''
    binaryType: BinaryType = 'arraybuffer'
    readyState: WebSocket['readyState'] = 0
    onopen: ((event: Event) => unknown) | null = null
    onclose: ((event: CloseEvent) => unknown) | null = null
    onerror: ((event: Event) => unknown) | null = null
    onmessage: ((event: MessageEvent) => unknown) | null = null
    readonly #socket: Socket
    readonly #id = newId()

    constructor(url: string | URL) {
      super()
      const address = new URL(url)
      this.url = address.href
      this.#socket = connect(address.origin.replace(/^ws/, 'http'))
      const request = {
        id: this.#id,
        docName: address.pathname.split('/').at(-1) ?? '',
        ack: address.searchParams.get('ack') === '1',
      }
      this.#socket.on('connect', () => this.#socket.emit('notes-open', request))
      this.#socket.on('notes-opened', (id: unknown) => id === this.#id && this.#opened())
      this.#socket.on('notes-frame', (id: unknown, frame: unknown) => id === this.#id && this.#message(frame))
      this.#socket.on('notes-close', (id: unknown, code: unknown, reason: unknown) => {
        if (id === this.#id)
          this.#ended(typeof code === 'number' ? code : LOST, typeof reason === 'string' ? reason : '')
      })
      this.#socket.on('connect_error', () => {
        const event = new Event('error')
        this.dispatchEvent(event)
        this.onerror?.(event)
        this.#ended(LOST, '')
      })
      this.#socket.on('disconnect', () => this.#ended(LOST, ''))
      this.#socket.connect()
    }

    get bufferedAmount(): number {
      return this.#socket.io.engine?.writeBuffer.length ?? 0
    }

    send(frame: string | Blob | BufferSource): void {
      if (this.readyState === this.OPEN) this.#socket.emit('notes-frame', this.#id, frame)
    }

    close(): void {
      if (this.readyState === this.OPEN) this.#socket.emit('notes-close', this.#id)
      this.#ended(NORMAL, '')
    }

    #opened(): void {
      this.readyState = this.OPEN
      const event = new Event('open')
      this.dispatchEvent(event)
      this.onopen?.(event)
    }

    #message(frame: unknown): void {
      if (!(frame instanceof ArrayBuffer)) return
      const event = new MessageEvent('message', { data: frame })
      this.dispatchEvent(event)
      this.onmessage?.(event)
    }

    #ended(code: number, reason: string): void {
      if (this.readyState === this.CLOSED) return
      this.readyState = this.CLOSED
      this.#socket.disconnect()
      const event = new CloseEvent('close', { code, reason })
      this.dispatchEvent(event)
      this.onclose?.(event)
    }
  }
}

const polling = (origin: string): Socket =>
  io(origin, { autoConnect: false, reconnection: false, forceNew: true, transports: ['polling'], upgrade: false })

/** RFC 6455: ended as wished, and lost without a word. */
const NORMAL = 1000
const LOST = 1006

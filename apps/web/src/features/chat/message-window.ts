import { chat } from '@convene/protocol'

type Message = chat.Message

/**
 * The messages a page holds of one channel: without gaps, oldest first. It grows at both ends by pages of history; its new end
 * is the channel's live end unless `hasNewer`. Pure: the hook feeds it.
 */
export interface MessageWindow {
  readonly messages: readonly Message[]
  readonly hasOlder: boolean
  /** Messages after the last one are known to exist and are not held, so live ones must wait. */
  readonly hasNewer: boolean
}

/** From a channel's snapshot, which holds its last messages. */
export function openWindow(tail: readonly Message[]): MessageWindow {
  return { messages: tail, hasOlder: tail.length >= chat.SNAPSHOT_MESSAGES, hasNewer: false }
}

/**
 * What the stream now holds as the channel's end. With `gap` the stream was replaced by a snapshot, so there may be messages
 * between what the window has and where `tail` begins; then the window starts over from `tail`.
 */
export function withTail(window: MessageWindow, tail: readonly Message[], gap: boolean): MessageWindow {
  const last = window.messages.at(-1)?.seq ?? 0
  const first = tail[0]?.seq ?? 0
  if (gap && first > last) return openWindow(tail)
  if (window.hasNewer && first > last) return window
  const fresh = tail.filter((one) => one.seq > last)
  if (fresh.length === 0 && !window.hasNewer) return window
  return { ...window, messages: [...window.messages, ...fresh], hasNewer: false }
}

/** A page of history from before the window. Fewer than asked for means that there are no more. */
export function withOlder(window: MessageWindow, page: readonly Message[], asked: number): MessageWindow {
  const first = window.messages[0]?.seq ?? Number.POSITIVE_INFINITY
  const older = page.filter((one) => one.seq < first)
  return { ...window, messages: [...older, ...window.messages], hasOlder: page.length >= asked }
}

/** A page of history from after the window, of a window that is not at the live end. */
export function withNewer(window: MessageWindow, page: readonly Message[], asked: number): MessageWindow {
  const last = window.messages.at(-1)?.seq ?? 0
  const newer = page.filter((one) => one.seq > last)
  return { ...window, messages: [...window.messages, ...newer], hasNewer: page.length >= asked }
}

/** A page around some message, far from the live end; `tail` joins on where they meet. */
export function windowAround(page: readonly Message[], tail: readonly Message[]): MessageWindow {
  return withTail({ messages: page, hasOlder: true, hasNewer: true }, tail, false)
}

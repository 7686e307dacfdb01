/** Told by any part of the page; heard by the one `Finder` it has. */
const OPEN = 'convene:find'

export const openFinder = (): void => {
  window.dispatchEvent(new Event(OPEN))
}

export function onOpenFinder(listener: () => void): () => void {
  window.addEventListener(OPEN, listener)
  return () => window.removeEventListener(OPEN, listener)
}

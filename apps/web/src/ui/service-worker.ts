/**
 * Lets the page open without a network. A new release waits until the reader agrees to reload, so that a page never loads parts
 * of two releases.
 */
export function registerServiceWorker(): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  // Without it the page works all the same, online.
  navigator.serviceWorker.register('/sw.js').catch(() => {})
}

/** Reloads into the newest release, past the worker that still serves this one. */
export async function reloadFresh(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined)
  const updated = await registration?.update().catch(() => undefined)
  const waiting = registration?.waiting ?? registration?.installing ?? (updated ? registration?.waiting : undefined)
  if (!waiting) {
    location.reload()
    return
  }
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
  waiting.addEventListener('statechange', () => {
    if (waiting.state === 'installed') waiting.postMessage({ type: 'SKIP_WAITING' })
  })
  waiting.postMessage({ type: 'SKIP_WAITING' })
}

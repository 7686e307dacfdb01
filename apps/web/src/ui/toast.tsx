import { lazy, Suspense, useEffect, useState } from 'react'
import { loadAgain } from '../net/index.ts'

const SAY = 'convene:say'
const loadToasts = () => loadAgain(() => import('./toasts.tsx'))
const Toasts = lazy(() => loadToasts().then((module) => ({ default: module.Toasts })))

/** Tells the reader briefly that something went well. */
export function say(message: string): void {
  window.dispatchEvent(new Event(SAY))
  void loadToasts().then(({ showToast }) => showToast(message))
}

/** The place for what is said; empty, and not even fetched, before the first time. */
export function ToastPlace() {
  const [used, setUsed] = useState(false)
  useEffect(() => {
    const use = () => setUsed(true)
    window.addEventListener(SAY, use, { once: true })
    return () => window.removeEventListener(SAY, use)
  }, [])
  return <Suspense fallback={null}>{used && <Toasts />}</Suspense>
}

import { type ReactNode, useEffect, useRef, useState } from 'react'

/** Renders its content once it comes near the view, and keeps it from then on: a long agenda opens as fast as a short one. */
export function NearView({ waiting, children }: { readonly waiting: ReactNode; readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(false)
  useEffect(() => {
    if (near || !place.current) return
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), {
      rootMargin: MARGIN,
    })
    observer.observe(place.current)
    const all = () => setNear(true)
    addEventListener('beforeprint', all)
    return () => {
      observer.disconnect()
      removeEventListener('beforeprint', all)
    }
  }, [near])
  return <div ref={place}>{near ? children : waiting}</div>
}

/** About one screen ahead. */
const MARGIN = '800px'

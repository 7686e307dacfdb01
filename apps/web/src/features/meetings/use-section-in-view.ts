import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'

/**
 * Follows which section of the sheet is being read, and goes to one: there with the eye, and with the focus for those who
 * hear the page.
 */
export function useSectionInView(
  sections: readonly { readonly id: string }[],
): [paper: RefObject<HTMLDivElement | null>, current: string | undefined, goTo: (id: string) => void] {
  const paper = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(sections[0]?.id)
  const ids = sections.map((one) => one.id).join(' ')

  useEffect(() => {
    const scroller = paper.current
    if (!scroller) return
    const follow = () => {
      const line = scroller.getBoundingClientRect().top + READING_LINE_PX
      const above = ids
        .split(' ')
        .filter((id) => (find(id)?.getBoundingClientRect().top ?? Number.POSITIVE_INFINITY) <= line)
      setCurrent(above.at(-1) ?? ids.split(' ')[0])
    }
    scroller.addEventListener('scroll', follow, { passive: true })
    return () => scroller.removeEventListener('scroll', follow)
  }, [ids])

  const goTo = useCallback((id: string) => {
    // After the view that holds the sheet has come to the front.
    requestAnimationFrame(() => {
      find(id)?.scrollIntoView({ block: 'start' })
      document.getElementById(`title-${id}`)?.focus({ preventScroll: true })
      setCurrent(id)
    })
  }, [])
  return [paper, current, goTo]
}

const find = (id: string): HTMLElement | null => document.getElementById(`section-${id}`)

/** A section counts as being read once its heading is above this line of the sheet. */
const READING_LINE_PX = 120

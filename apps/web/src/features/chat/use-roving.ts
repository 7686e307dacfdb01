import type { Virtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Row } from './rows.ts'

/** One stop of the Tab key for the whole list; arrows, Home and End move between messages. */
export function useRoving(rows: readonly Row[], virtual: Virtualizer<HTMLDivElement, Element>) {
  const [active, setActive] = useState<string>()
  const wanted = useRef<number>(undefined)
  const current = rows.some((row) => row.key === active) ? active : rows.at(-1)?.key

  // The wanted row may not be in the page until the list has scrolled to it.
  useEffect(() => {
    if (wanted.current === undefined) return
    const row = virtual.scrollElement?.querySelector(`[data-index="${wanted.current}"]`)
    if (!(row instanceof HTMLElement)) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  })

  return (row: Row, index: number) => ({
    tabIndex: row.key === current ? 0 : -1,
    onFocus: () => setActive(row.key),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.target !== event.currentTarget) return
      const to = target(event.key, index, rows.length)
      const next = to === undefined ? undefined : rows[to]
      if (to === undefined || !next) return
      event.preventDefault()
      wanted.current = to
      setActive(next.key)
      virtual.scrollToIndex(to, { align: 'auto' })
    },
  })
}

function target(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowUp':
      return index - 1
    case 'ArrowDown':
      return index + 1
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

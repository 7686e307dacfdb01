import { useEffect, useState } from 'react'

/** For dialogs that are there only while they are open: when one goes, the focus is again where it was when it came. */
export function useFocusBack(): void {
  const [before] = useState(() => document.activeElement)
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    },
    [before],
  )
}

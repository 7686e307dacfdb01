import '@mantine/notifications/styles.css'
import { Notifications, notifications } from '@mantine/notifications'

const SHOWN_MS = 4_000

/** Where short confirmations appear; fetched with the first of them. */
export function Toasts() {
  return <Notifications position="bottom-center" autoClose={SHOWN_MS} />
}

export const showToast = (message: string): void => void notifications.show({ message })

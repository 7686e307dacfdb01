import { PlainShell } from '../../communities/index.ts'
import { SettingsPage } from './settings-page.tsx'

/** One's settings outside of any community. */
export function PlainSettingsPage() {
  return (
    <PlainShell>
      <SettingsPage />
    </PlainShell>
  )
}

import { Button } from '@mantine/core'
import { useT } from '../../../i18n/index.ts'
import { useMe } from '../../../net/index.ts'
import { Page, Waiting } from '../../../ui/index.ts'
import { useSignOut } from '../use-sign-out.ts'
import { Devices } from './devices.tsx'
import { LookForm } from './look-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { ProfileForm } from './profile-form.tsx'
import { Tokens } from './tokens.tsx'

/** Everything that is the reader's own. */
export function SettingsPage() {
  const t = useT()
  const me = useMe()
  const signOut = useSignOut()
  return (
    <Page
      title={t('identity.settings')}
      lead={me?.email}
      actions={
        <Button variant="default" onClick={() => void signOut()}>
          {t('identity.signOut')}
        </Button>
      }
    >
      {me ? (
        <>
          <ProfileForm key={me.id} me={me} />
          <LookForm settings={me.settings} />
          <Devices />
          <PasswordForm />
          <Tokens personId={me.id} />
        </>
      ) : (
        <Waiting lines={6} />
      )}
    </Page>
  )
}

import { identity } from '@convene/protocol'
import { Button } from '@mantine/core'
import { Link, useSearch } from '@tanstack/react-router'
import { useT } from '../../i18n/index.ts'
import { useClient } from '../../net/index.ts'
import { useTitle } from '../../ui/index.ts'
import styles from './entrance.module.css'
import { Entrance } from './entrance.tsx'
import { useSignIn } from './use-sign-in.ts'

/** Where the mailed link leads. It takes a press of a button, since mail scanners open links too. */
export function LinkPage() {
  const t = useT()
  const client = useClient()
  const signIn = useSignIn()
  const { token } = useSearch({ from: '/sign-in/link' })
  useTitle(t('identity.signIn'))
  return (
    <Entrance title={t('identity.linkTitle')} lead={t('identity.linkLead')}>
      {signIn.problem && (
        <p role="alert" className={styles.problem}>
          {signIn.problem}
        </p>
      )}
      <Button
        size="md"
        loading={signIn.busy}
        onClick={() => signIn.run(() => client.call(identity.openLink, { token }))}
      >
        {t('identity.signIn')}
      </Button>
      {signIn.problem && <Link to="/sign-in">{t('identity.newLink')}</Link>}
    </Entrance>
  )
}

import { identity } from '@convene/protocol'
import { Navigate } from '@tanstack/react-router'
import { useT } from '../../i18n/index.ts'
import { useClient, useQuery, useSession } from '../../net/index.ts'
import { useTitle, Waiting } from '../../ui/index.ts'
import { DemoPeople } from './demo-people.tsx'
import { EmailSignIn } from './email-sign-in.tsx'
import styles from './entrance.module.css'
import { Entrance } from './entrance.tsx'
import { useSignIn } from './use-sign-in.ts'

export function SignInPage() {
  const t = useT()
  const client = useClient()
  const session = useSession()
  const signIn = useSignIn()
  const { data, error } = useQuery(identity.welcome, {}, [])
  useTitle(t('identity.signIn'))

  if (session.state === 'signed-in' && !signIn.busy) return <Navigate to="/" />
  if (data?.firstRun) return <Navigate to="/setup" />
  const demo = data !== undefined && data.demoPeople.length > 0
  return (
    <Entrance title={t('identity.welcome')} lead={t(demo ? 'identity.welcomeDemo' : 'identity.welcomeLead')}>
      {signIn.problem && (
        <p role="alert" className={styles.problem}>
          {signIn.problem}
        </p>
      )}
      {!data && !error && <Waiting lines={5} />}
      {demo && (
        <>
          <DemoPeople
            people={data.demoPeople}
            busy={signIn.busy}
            onChoose={(person) => signIn.run(() => client.call(identity.demoSignIn, { person }))}
          />
          <div className={styles.rule}>{t('identity.orByMail')}</div>
        </>
      )}
      <EmailSignIn signIn={signIn} />
    </Entrance>
  )
}

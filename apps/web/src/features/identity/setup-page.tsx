import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useErrorText, useT } from '../../i18n/index.ts'
import { useTitle } from '../../ui/index.ts'
import { authRequest } from './auth-request.ts'
import { CodeForm } from './code-form.tsx'
import styles from './entrance.module.css'
import { Entrance } from './entrance.tsx'
import { useSignIn } from './use-sign-in.ts'

/** The first person of a new installation, who looks after it from then on. */
export function SetupPage() {
  const t = useT()
  const errorText = useErrorText()
  const signIn = useSignIn()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [sentTo, setSentTo] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  useTitle(t('identity.setupTitle'))

  async function register(): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    try {
      await authRequest('sign-in/magic-link', { email, name })
      setSentTo(email)
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setBusy(false)
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    void register()
  }

  const failed = problem ?? signIn.problem
  return (
    <Entrance title={t('identity.setupTitle')} lead={t('identity.setupLead')}>
      {failed && (
        <p role="alert" className={styles.problem}>
          {failed}
        </p>
      )}
      {sentTo ? (
        <>
          <CodeForm email={sentTo} signIn={signIn} onBack={() => setSentTo(undefined)} />
          <p className="soft small">{t('identity.setupNoRelay')}</p>
        </>
      ) : (
        <form className={styles.form} onSubmit={submit}>
          <TextInput
            name="name"
            autoComplete="name"
            required
            withAsterisk={false}
            label={t('identity.name')}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            type="email"
            name="email"
            autoComplete="email"
            required
            withAsterisk={false}
            label={t('identity.email')}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Button type="submit" size="md" loading={busy}>
            {t('identity.setupStart')}
          </Button>
        </form>
      )}
    </Entrance>
  )
}

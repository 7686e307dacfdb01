import { identity } from '@convene/protocol'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useErrorText, useFormat, useT } from '../../i18n/index.ts'
import { useClient } from '../../net/index.ts'
import { CodeForm } from './code-form.tsx'
import styles from './entrance.module.css'
import type { SignIn } from './use-sign-in.ts'

/** By a mailed code or link, which also registers; or by password, for those who set one. */
export function EmailSignIn({ signIn }: { signIn: SignIn }) {
  const t = useT()
  const client = useClient()
  const { language } = useFormat()
  const errorText = useErrorText()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [way, setWay] = useState<'mail' | 'password'>('mail')
  const [sentTo, setSentTo] = useState<string>()
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function sendMail(): Promise<void> {
    setSending(true)
    setProblem(undefined)
    try {
      await client.call(identity.sendLink, { email, language })
      setSentTo(email)
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setSending(false)
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (way === 'mail') void sendMail()
    else signIn.run(() => client.call(identity.signIn, { email, password }))
  }

  if (sentTo) return <CodeForm email={sentTo} signIn={signIn} onBack={() => setSentTo(undefined)} />
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        type="email"
        name="email"
        autoComplete="email"
        required
        withAsterisk={false}
        label={t('identity.email')}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={problem}
      />
      {way === 'password' && (
        <PasswordInput
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          label={t('identity.password')}
          visibilityToggleButtonProps={{ 'aria-label': t('identity.showPassword') }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
      )}
      <Button type="submit" size="md" loading={sending || signIn.busy}>
        {t(way === 'mail' ? 'identity.mailMe' : 'identity.signIn')}
      </Button>
      <Button variant="subtle" onClick={() => setWay(way === 'mail' ? 'password' : 'mail')}>
        {t(way === 'mail' ? 'identity.usePassword' : 'identity.useMail')}
      </Button>
    </form>
  )
}

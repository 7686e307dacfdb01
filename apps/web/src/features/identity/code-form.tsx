import { identity } from '@convene/protocol'
import { Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useT } from '../../i18n/index.ts'
import { useClient } from '../../net/index.ts'
import styles from './entrance.module.css'
import type { SignIn } from './use-sign-in.ts'

const CODE_DIGITS = 6

/** The code from the mail, for those who read it on another device. */
export function CodeForm({ email, signIn, onBack }: { email: string; signIn: SignIn; onBack: () => void }) {
  const t = useT()
  const client = useClient()
  const [code, setCode] = useState('')
  const digits = code.replace(/\D/g, '')

  function submit(event: FormEvent): void {
    event.preventDefault()
    signIn.run(() => client.call(identity.enterCode, { email, code: digits }))
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <p role="status">{t('identity.mailSent', { email })}</p>
      <TextInput
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        withAsterisk={false}
        autoFocus
        label={t('identity.code')}
        description={t('identity.codeHelp')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Button type="submit" size="md" loading={signIn.busy} disabled={digits.length !== CODE_DIGITS}>
        {t('identity.signIn')}
      </Button>
      <Button variant="subtle" onClick={onBack}>
        {t('identity.otherAddress')}
      </Button>
    </form>
  )
}

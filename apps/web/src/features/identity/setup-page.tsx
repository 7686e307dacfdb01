import { identity } from '@convene/protocol'
import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useFormat, useT } from '../../i18n/index.ts'
import { useClient } from '../../net/index.ts'
import { useTitle } from '../../ui/index.ts'
import styles from './entrance.module.css'
import { Entrance } from './entrance.tsx'
import { useSignIn } from './use-sign-in.ts'

/** The first person of a new installation, who looks after it from then on. */
export function SetupPage() {
  const t = useT()
  const client = useClient()
  const { language } = useFormat()
  const signIn = useSignIn()
  const form = useForm({ initialValues: { name: '', email: '', password: '' } })
  useTitle(t('identity.setupTitle'))
  return (
    <Entrance title={t('identity.setupTitle')} lead={t('identity.setupLead')}>
      {signIn.problem && (
        <p role="alert" className={styles.problem}>
          {signIn.problem}
        </p>
      )}
      <form
        className={styles.form}
        onSubmit={form.onSubmit((values) =>
          signIn.run(() => client.call(identity.setUp, { ...values, language }, { key: client.newKey() })),
        )}
      >
        <TextInput
          autoComplete="name"
          required
          withAsterisk={false}
          label={t('identity.name')}
          {...form.getInputProps('name')}
        />
        <TextInput
          type="email"
          autoComplete="email"
          required
          withAsterisk={false}
          label={t('identity.email')}
          {...form.getInputProps('email')}
        />
        <PasswordInput
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={identity.PASSWORD_MIN_CHARS}
          maxLength={identity.PASSWORD_MAX_CHARS}
          label={t('identity.password')}
          description={t('identity.passwordHelp', { count: identity.PASSWORD_MIN_CHARS })}
          visibilityToggleButtonProps={{ 'aria-label': t('identity.showPassword') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" size="md" loading={signIn.busy}>
          {t('identity.setupStart')}
        </Button>
      </form>
    </Entrance>
  )
}

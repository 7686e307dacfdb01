import { identity } from '@convene/protocol'
import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useT } from '../../../i18n/index.ts'
import { Section, useAct } from '../../../ui/index.ts'

/** Sets or changes the password; whoever has forgotten it signs in by a code and comes here. */
export function PasswordForm() {
  const t = useT()
  const set = useAct(identity.setPassword)
  const form = useForm({ initialValues: { current: '', password: '' } })
  const toggle = { 'aria-label': t('identity.showPassword') }

  async function submit({ current, password }: typeof form.values): Promise<void> {
    if (await set.run({ password, ...(current && { current }) }, t('ui.saved'))) form.reset()
  }

  return (
    <Section title={t('identity.password')} lead={t('identity.passwordLead')}>
      <form onSubmit={form.onSubmit((values) => void submit(values))}>
        <PasswordInput
          label={t('identity.currentPassword')}
          description={t('identity.currentPasswordHelp')}
          autoComplete="current-password"
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('current')}
        />
        <PasswordInput
          label={t('identity.newPassword')}
          description={t('identity.passwordHelp', { count: identity.PASSWORD_MIN_CHARS })}
          autoComplete="new-password"
          required
          minLength={identity.PASSWORD_MIN_CHARS}
          maxLength={identity.PASSWORD_MAX_CHARS}
          visibilityToggleButtonProps={toggle}
          {...form.getInputProps('password')}
        />
        {set.problem && <p role="alert">{set.problem}</p>}
        <Button type="submit" variant="default" loading={set.busy}>
          {t('identity.setPassword')}
        </Button>
      </form>
    </Section>
  )
}

import { communities } from '@convene/protocol'
import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useT } from '../../../i18n/index.ts'
import { FormStack, Page, Section, useAct } from '../../../ui/index.ts'
import { PlainShell } from '../plain-shell.tsx'

/** Joins with a code and PIN from paper. */
export function CodePage() {
  const t = useT()
  const navigate = useNavigate()
  const accept = useAct(communities.acceptInvitation)
  const form = useForm({ initialValues: { code: '', pin: '' } })

  async function submit({ code, pin }: typeof form.values): Promise<void> {
    const joined = await accept.run({ code: code.trim(), pin: pin.trim() })
    if (joined) await navigate({ to: '/c/$community', params: { community: joined.handle } })
  }

  return (
    <PlainShell>
      <Page title={t('communities.haveCode')}>
        <Section title={t('communities.codeTitle')} lead={t('communities.codeLead')}>
          <FormStack onSubmit={form.onSubmit((values) => void submit(values))} problem={accept.problem}>
            <TextInput
              label={t('communities.code')}
              required
              maxLength={40}
              autoComplete="off"
              autoCapitalize="characters"
              {...form.getInputProps('code')}
            />
            <TextInput
              label={t('communities.pin')}
              required
              maxLength={20}
              inputMode="numeric"
              autoComplete="off"
              {...form.getInputProps('pin')}
            />
            <Button type="submit" loading={accept.busy}>
              {t('communities.join')}
            </Button>
          </FormStack>
        </Section>
      </Page>
    </PlainShell>
  )
}

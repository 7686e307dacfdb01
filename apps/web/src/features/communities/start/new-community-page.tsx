import { communities } from '@convene/protocol'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useFormat, useT } from '../../../i18n/index.ts'
import { FormStack, Page, Section, useAct } from '../../../ui/index.ts'
import { handleFrom } from '../handle-from.ts'
import { PlainShell } from '../plain-shell.tsx'

/** Anyone may start a community; what is asked here can all be changed later. */
export function NewCommunityPage() {
  const t = useT()
  const { language } = useFormat()
  const navigate = useNavigate()
  const create = useAct(communities.create)
  const form = useForm<{ name: string; purpose: string; joinPolicy: JoinPolicy }>({
    initialValues: { name: '', purpose: '', joinPolicy: 'request' },
  })

  async function submit(values: typeof form.values): Promise<void> {
    const handle = handleFrom(values.name)
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    if (await create.run({ ...values, handle, timeZone, languages: [language] }))
      await navigate({ to: '/c/$community', params: { community: handle } })
  }

  return (
    <PlainShell>
      <Page title={t('communities.startOne')}>
        <Section title={t('communities.startOneTitle')} lead={t('communities.startOneLead')}>
          <FormStack onSubmit={form.onSubmit((values) => void submit(values))} problem={create.problem}>
            <TextInput
              label={t('communities.communityName')}
              required
              maxLength={120}
              {...form.getInputProps('name')}
            />
            <Textarea
              label={t('communities.purpose')}
              description={t('communities.purposeHelp')}
              autosize
              minRows={3}
              maxLength={4000}
              {...form.getInputProps('purpose')}
            />
            <NativeSelect
              label={t('communities.joinPolicy')}
              data={JOIN_POLICIES.map((policy) => ({ value: policy, label: t(`communities.join_${policy}`) }))}
              {...form.getInputProps('joinPolicy')}
            />
            <Button type="submit" loading={create.busy}>
              {t('communities.startOne')}
            </Button>
          </FormStack>
        </Section>
      </Page>
    </PlainShell>
  )
}

type JoinPolicy = communities.Community['joinPolicy']
const JOIN_POLICIES: readonly JoinPolicy[] = ['open', 'request', 'invite']

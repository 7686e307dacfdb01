import { communities } from '@convene/protocol'
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useT } from '../../../i18n/index.ts'
import { FormStack, Section, useAct } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'

type JoinPolicy = communities.Community['joinPolicy']
type Visibility = communities.Community['visibility']
const JOIN_POLICIES: readonly JoinPolicy[] = ['open', 'request', 'invite']
const VISIBILITIES: readonly Visibility[] = ['public', 'listed', 'hidden']

/** What the community says of itself, and who may find and join it. */
export function AboutForm() {
  const t = useT()
  const { community } = useCommunity()
  const change = useAct(communities.change)
  const { name, purpose, principles, joinPolicy, visibility } = community
  const form = useForm<{
    name: string
    purpose: string
    principles: string
    joinPolicy: JoinPolicy
    visibility: Visibility
  }>({ initialValues: { name, purpose, principles: principles.join('\n'), joinPolicy, visibility } })

  async function save(values: typeof form.values): Promise<void> {
    const lines = values.principles.split('\n').flatMap((line) => line.trim() || [])
    const input = { ...values, principles: lines, communityId: community.id }
    if (await change.run(input, t('ui.saved'))) form.resetDirty()
  }

  return (
    <Section title={t('communities.about')}>
      <FormStack onSubmit={form.onSubmit((values) => void save(values))} problem={change.problem}>
        <TextInput label={t('communities.communityName')} required maxLength={120} {...form.getInputProps('name')} />
        <Textarea
          label={t('communities.purpose')}
          autosize
          minRows={3}
          maxLength={4000}
          {...form.getInputProps('purpose')}
        />
        <Textarea
          label={t('communities.principles')}
          description={t('communities.principlesHelp')}
          autosize
          minRows={3}
          {...form.getInputProps('principles')}
        />
        <NativeSelect
          label={t('communities.joinPolicy')}
          data={JOIN_POLICIES.map((one) => ({ value: one, label: t(`communities.join_${one}`) }))}
          {...form.getInputProps('joinPolicy')}
        />
        <NativeSelect
          label={t('communities.visibility')}
          data={VISIBILITIES.map((one) => ({ value: one, label: t(`communities.visibility_${one}`) }))}
          {...form.getInputProps('visibility')}
        />
        <Button type="submit" loading={change.busy} disabled={!form.isDirty()}>
          {t('ui.save')}
        </Button>
      </FormStack>
    </Section>
  )
}

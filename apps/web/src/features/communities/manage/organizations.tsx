import { communities } from '@convene/protocol'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useLocalized, useT } from '../../../i18n/index.ts'
import { FormStack, ListRow, Section, useAct } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'

/** The organizations that members come from. */
export function Organizations() {
  const t = useT()
  const local = useLocalized()
  const { community, organizations } = useCommunity()
  const remove = useAct(communities.removeOrganization)
  const kinds = new Map(community.organizationKinds.map((kind) => [kind.id, local(kind.name)]))
  return (
    <Section title={t('communities.organizations')}>
      {remove.problem && <p role="alert">{remove.problem}</p>}
      <ul>
        {organizations.map(({ id, name, kindId, area }) => (
          <ListRow key={id} title={name} detail={[kinds.get(kindId), area].filter(Boolean).join(', ')}>
            <Button
              variant="default"
              aria-label={t('communities.removeOf', { name })}
              onClick={() => void remove.run({ communityId: community.id, organizationId: id })}
            >
              {t('communities.remove')}
            </Button>
          </ListRow>
        ))}
      </ul>
      {community.organizationKinds.length > 0 && <AddOrganization />}
    </Section>
  )
}

function AddOrganization() {
  const t = useT()
  const local = useLocalized()
  const { community } = useCommunity()
  const add = useAct(communities.addOrganization)
  const form = useForm({ initialValues: { name: '', kindId: community.organizationKinds[0]?.id ?? '' } })

  async function submit(values: typeof form.values): Promise<void> {
    if (await add.run({ ...values, communityId: community.id }, t('ui.saved'))) form.setFieldValue('name', '')
  }

  return (
    <FormStack onSubmit={form.onSubmit((values) => void submit(values))} problem={add.problem}>
      <TextInput label={t('communities.organizationName')} required maxLength={160} {...form.getInputProps('name')} />
      <NativeSelect
        label={t('communities.organizationKind')}
        data={community.organizationKinds.map((kind) => ({ value: kind.id, label: local(kind.name) }))}
        {...form.getInputProps('kindId')}
      />
      <Button type="submit" variant="default" loading={add.busy}>
        {t('communities.addOrganization')}
      </Button>
    </FormStack>
  )
}

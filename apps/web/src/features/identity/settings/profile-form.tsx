import { identity } from '@convene/protocol'
import { Button, Checkbox, Textarea, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useT } from '../../../i18n/index.ts'
import { Section, useAct } from '../../../ui/index.ts'

export function ProfileForm({ me }: { me: identity.Me }) {
  const t = useT()
  const act = useAct(identity.changeProfile)
  const { name, discipline, place, askAbout, introduction, contact, showContact } = me
  const form = useForm({
    initialValues: {
      name,
      discipline,
      place,
      askAbout,
      introduction,
      contact,
      showContact,
      languages: me.languages.join(', '),
    },
  })

  async function save(values: typeof form.values): Promise<void> {
    const languages = values.languages.split(',').flatMap((word) => word.trim() || [])
    if (await act.run({ ...values, languages }, t('ui.saved'))) form.resetDirty()
  }

  return (
    <Section title={t('identity.profile')} lead={t('identity.profileLead')}>
      <form onSubmit={form.onSubmit((values) => void save(values))}>
        <TextInput
          label={t('identity.name')}
          required
          autoComplete="name"
          maxLength={120}
          {...form.getInputProps('name')}
        />
        <TextInput
          label={t('identity.discipline')}
          description={t('identity.disciplineHelp')}
          maxLength={120}
          {...form.getInputProps('discipline')}
        />
        <TextInput label={t('identity.place')} maxLength={120} {...form.getInputProps('place')} />
        <TextInput
          label={t('identity.languagesSpoken')}
          description={t('identity.languagesHelp')}
          {...form.getInputProps('languages')}
        />
        <TextInput
          label={t('identity.askAbout')}
          description={t('identity.askAboutHelp')}
          maxLength={500}
          {...form.getInputProps('askAbout')}
        />
        <Textarea
          label={t('identity.introduction')}
          autosize
          minRows={3}
          maxLength={4000}
          {...form.getInputProps('introduction')}
        />
        <TextInput label={t('identity.contact')} maxLength={300} {...form.getInputProps('contact')} />
        <Checkbox label={t('identity.showContact')} {...form.getInputProps('showContact', { type: 'checkbox' })} />
        {act.problem && <p role="alert">{act.problem}</p>}
        <Button type="submit" loading={act.busy} disabled={!form.isDirty()}>
          {t('identity.saveProfile')}
        </Button>
      </form>
    </Section>
  )
}

import { chat } from '@convene/protocol'
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { useLocalized, useT } from '../../i18n/index.ts'
import { FormStack, useAct, useFocusBack } from '../../ui/index.ts'
import { useCommunity } from './community-context.ts'

export function NewChannelDialog({ onClose }: { onClose: () => void }) {
  useFocusBack()
  const t = useT()
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('communities.newChannel')}
      closeButtonProps={{ 'aria-label': t('ui.close') }}
    >
      <NewChannelForm onDone={onClose} />
    </Modal>
  )
}

function NewChannelForm({ onDone }: { onDone: () => void }) {
  const t = useT()
  const local = useLocalized()
  const navigate = useNavigate()
  const { community } = useCommunity()
  const create = useAct(chat.createChannel)
  const form = useForm({ initialValues: { name: '', topic: '', functionId: '' } })

  async function submit({ name, topic, functionId }: typeof form.values): Promise<void> {
    const made = await create.run({
      communityId: community.id,
      name,
      topic,
      ...(functionId && { functionId }),
    })
    if (!made) return
    onDone()
    const params = { community: community.handle, channel: made.channelId }
    await navigate({ to: '/c/$community/channels/$channel', params })
  }

  return (
    <FormStack onSubmit={form.onSubmit((values) => void submit(values))} problem={create.problem}>
      <TextInput
        label={t('communities.channelName')}
        required
        data-autofocus
        maxLength={80}
        {...form.getInputProps('name')}
      />
      <TextInput label={t('communities.channelTopic')} maxLength={250} {...form.getInputProps('topic')} />
      <NativeSelect
        label={t('communities.channelFunction')}
        data={[
          { value: '', label: t('communities.noFunction') },
          ...community.functions.map((fn) => ({ value: fn.id, label: local(fn.name) })),
        ]}
        {...form.getInputProps('functionId')}
      />
      <Button type="submit" loading={create.busy}>
        {t('communities.startChannel')}
      </Button>
    </FormStack>
  )
}

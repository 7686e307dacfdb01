import { Button, Modal } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { InviteForm } from './invite-form.tsx'

export function InviteButton() {
  const t = useT()
  const [open, setOpen] = useState(false)
  const close = () => setOpen(false)
  return (
    <>
      <Button leftSection={<IconUserPlus size={18} stroke={1.6} />} onClick={() => setOpen(true)}>
        {t('communities.invite')}
      </Button>
      <Modal
        opened={open}
        onClose={close}
        title={t('communities.inviteTitle')}
        closeButtonProps={{ 'aria-label': t('ui.close') }}
      >
        <InviteForm />
      </Modal>
    </>
  )
}

import { mayGive } from '@convene/domain'
import { communities } from '@convene/protocol'
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useT } from '../../../i18n/index.ts'
import { CopyText, FormStack, useAct } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'
import { PaperInvitation } from './paper-invitation.tsx'

const KINDS = ['link', 'mail', 'paper'] as const
type Kind = (typeof KINDS)[number]
const INVITED_ROLES = ['member', 'observer', 'facilitator'] as const
/** How many may come with one link, or one sheet of paper. */
const SHARED_USES = 25

/** By a link to send oneself, a mail, or a code with a PIN on paper. What was made is shown once. */
export function InviteForm() {
  const t = useT()
  const { community, standing } = useCommunity()
  const invite = useAct(communities.invite)
  const [kind, setKind] = useState<Kind>('link')
  const [made, setMade] = useState<Made>()
  const form = useForm<{ email: string; role: (typeof INVITED_ROLES)[number] }>({
    initialValues: { email: '', role: 'member' },
  })

  async function submit({ email, role }: typeof form.values): Promise<void> {
    const output = await invite.run({
      communityId: community.id,
      kind,
      role,
      ...(kind === 'mail' ? { email } : { uses: SHARED_USES }),
    })
    if (output) setMade({ kind, email, link: output.link, code: output.code, pin: output.pin })
  }

  if (made) return <Result made={made} onMore={() => setMade(undefined)} />
  return (
    <FormStack onSubmit={form.onSubmit((values) => void submit(values))} problem={invite.problem}>
      <SegmentedControl
        fullWidth
        aria-label={t('communities.inviteBy')}
        value={kind}
        data={KINDS.map((one) => ({ value: one, label: t(`communities.inviteBy_${one}`) }))}
        onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'link')}
      />
      <p className="soft">{t(`communities.inviteHelp_${kind}`)}</p>
      {kind === 'mail' && (
        <TextInput type="email" label={t('identity.email')} required {...form.getInputProps('email')} />
      )}
      <NativeSelect
        label={t('communities.inviteAs')}
        data={INVITED_ROLES.filter((role) => role === 'member' || mayGive(standing.role, role)).map((role) => ({
          value: role,
          label: t(`communities.role_${role}`),
        }))}
        {...form.getInputProps('role')}
      />
      <Button type="submit" loading={invite.busy}>
        {t(`communities.inviteMake_${kind}`)}
      </Button>
    </FormStack>
  )
}

interface Made {
  readonly kind: Kind
  readonly email: string
  readonly link: string | undefined
  readonly code: string | undefined
  readonly pin: string | undefined
}

function Result({ made, onMore }: { made: Made; onMore: () => void }) {
  const t = useT()
  return (
    <div role="status">
      {made.link && <CopyText text={made.link} label={t('communities.inviteLink')} />}
      {made.code && made.pin && <PaperInvitation code={made.code} pin={made.pin} />}
      {made.kind === 'mail' && <p>{t('communities.inviteMailed', { email: made.email })}</p>}
      <Button variant="subtle" mt="md" onClick={onMore}>
        {t('communities.inviteMore')}
      </Button>
    </div>
  )
}

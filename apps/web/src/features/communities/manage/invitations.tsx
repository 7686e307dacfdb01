import { communities, streamOf } from '@convene/protocol'
import { Button } from '@mantine/core'
import { useFormat, useT } from '../../../i18n/index.ts'
import { useSlice } from '../../../net/index.ts'
import { ListRow, Section, useAct } from '../../../ui/index.ts'
import { useCommunity } from '../community-context.ts'

/** Invitations that still let somebody in. */
export function Invitations() {
  const t = useT()
  const format = useFormat()
  const { community } = useCommunity()
  const invitations = useSlice(streamOf('moderation', community.id), communities.invitationsSlice) ?? []
  const revoke = useAct(communities.revokeInvitation)
  const open = invitations.filter((one) => one.usesLeft > 0)
  return (
    <Section title={t('communities.openInvitations')}>
      {revoke.problem && <p role="alert">{revoke.problem}</p>}
      {open.length === 0 && <p className="soft">{t('communities.noInvitations')}</p>}
      <ul>
        {open.map(({ id, kind, email, usesLeft, expiresAt }) => (
          <ListRow
            key={id}
            title={email ?? t(`communities.inviteBy_${kind}`)}
            detail={t('communities.invitationLeft', { count: usesLeft, date: format.date(expiresAt) })}
          >
            <Button variant="default" onClick={() => void revoke.run({ communityId: community.id, invitationId: id })}>
              {t('communities.takeBack')}
            </Button>
          </ListRow>
        ))}
      </ul>
    </Section>
  )
}
